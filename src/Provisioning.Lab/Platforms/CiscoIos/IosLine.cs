namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>A line of a config text with those that are indented below it, as IOS compares texts.</summary>
internal sealed record IosLine(string Text, List<IosLine> Below)
{
    /// <summary>The lines of a text, without comments, blank lines and <c>end</c>.</summary>
    public static List<IosLine> Tree(string text)
    {
        var top = new List<IosLine>();
        var open = new Stack<(int Indent, IosLine Line)>();
        foreach (var line in text.Split('\n').Where(line => line.TrimStart() is { Length: > 0 } start && start[0] != '!' && line.TrimEnd() != "end"))
        {
            var indent = line.Length - line.AsSpan().TrimStart().Length;
            while (open.TryPeek(out var last) && last.Indent >= indent)
            {
                open.Pop();
            }

            var node = new IosLine(line.Trim(), []);
            (open.TryPeek(out var above) ? above.Line.Below : top).Add(node);
            open.Push((indent, node));
        }

        return top;
    }
}
