namespace Provisioning.Lab.Terminals;

/// <summary>An answer that is shown page by page.</summary>
internal sealed class Pager(string text)
{
    /// <summary>What asks for a key.</summary>
    public const string More = " --More-- ";

    /// <summary>What removes the question (the exact bytes are unconfirmed).</summary>
    public const string Erase = "\r          \r";

    private int _at;

    public bool Done => _at >= text.Length;

    /// <summary>The next lines: one fewer than the page has, since the question takes a line.</summary>
    public string Page(int length)
    {
        var start = _at;
        for (var lines = Math.Max(1, length - 1); lines > 0 && !Done; lines--)
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end + 1;
        }

        return text[start.._at];
    }
}
