namespace Provisioning.Diffs.Unified;

/// <summary>Cuts a text into lines that keep their <c>\n</c>, so that a last line without one differs from one with it.</summary>
internal static class TextLines
{
    public static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var newline = text.IndexOf('\n', start);
            var end = newline < 0 ? text.Length : newline + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>The line without its <c>\n</c> or <c>\r\n</c>, and that ending.</summary>
    public static (string Content, string Ending) Cut(string line)
    {
        var content = line.EndsWith('\n') ? line[..^1] : line;
        content = content.EndsWith('\r') ? content[..^1] : content;
        return (content, line[content.Length..]);
    }
}
