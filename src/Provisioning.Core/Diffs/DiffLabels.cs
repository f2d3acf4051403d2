namespace Provisioning.Diffs;

/// <summary>What the two sides of a computed diff are called in its header.</summary>
/// <param name="Before">The old side, after <c>---</c>.</param>
/// <param name="After">The new side, after <c>+++</c>.</param>
public sealed record DiffLabels(string Before, string After)
{
    /// <summary>The running config against the intended one.</summary>
    public static DiffLabels RunningToIntended { get; } = new("running", "intended");

    internal string ShownBefore => OneLine(Before);

    internal string ShownAfter => OneLine(After);

    // A tab ends the name in a header, a newline the header itself.
    private static string OneLine(string label) => TerminalText.Escape(label.ReplaceLineEndings(" ").Replace('\t', ' '));
}
