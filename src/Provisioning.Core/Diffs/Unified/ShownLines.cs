using Provisioning.Diffs.Masking;

namespace Provisioning.Diffs.Unified;

/// <summary>The lines of one side as a reader may see them: secrets masked, control characters visible.</summary>
internal sealed class ShownLines(IReadOnlyList<string> lines, SecretMasker secrets)
{
    private readonly IReadOnlySet<int> _keyLines = PrivateKeyLines.Find(lines);

    /// <summary>The line with its own ending: a carriage return before it is data that <c>patch</c> needs.</summary>
    public string this[int index]
    {
        get
        {
            var (content, ending) = TextLines.Cut(lines[index]);
            return TerminalText.Escape(secrets.MaskLine(content, _keyLines.Contains(index))) + ending;
        }
    }
}
