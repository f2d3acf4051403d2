namespace Provisioning.Lab.Commands;

/// <summary>One command that a mode knows, e.g. <c>ip address :: PREFIX</c>.</summary>
/// <param name="Tokens">What its words must be.</param>
/// <param name="KeyAt">How many tokens name the setting; the rest is its value, which a later line replaces.</param>
/// <param name="Place">Where its lines stand among those of the mode.</param>
/// <param name="Opens">The mode that it enters; null when none.</param>
/// <param name="Flags">What else is special about it, by name.</param>
internal sealed record CommandRule(
    IReadOnlyList<PatternToken> Tokens, int KeyAt, CommandPlace Place, string? Opens, IReadOnlyDictionary<string, string> Flags)
{
    /// <summary>How many words it takes to name the thing: its leading keywords and the first argument.</summary>
    public int NameWords { get; } = Tokens.TakeWhile(token => token.Argument is null).Count() + 1;

    public bool Is(string flag) => Flags.ContainsKey(flag);
}
