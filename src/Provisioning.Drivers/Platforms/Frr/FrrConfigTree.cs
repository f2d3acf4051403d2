using System.Text;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>An FRRouting config as a tree, by its indentation; written back it is the same text.</summary>
internal sealed class FrrConfigTree
{
    private readonly Stack<(int Indent, FrrConfigNode Node)> _open;

    private FrrConfigTree() => _open = new([(-1, Root)]);

    public FrrConfigNode Root { get; } = new("");

    public static FrrConfigTree Parse(string config)
    {
        var tree = new FrrConfigTree();
        foreach (var raw in (config.EndsWith('\n') ? config[..^1] : config).Split('\n'))
        {
            tree.Take(raw);
        }

        return tree;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, Root, depth: -1);
        return text.ToString();
    }

    private void Take(string raw)
    {
        var text = raw.AsSpan().Trim();
        var indent = raw.Length - raw.AsSpan().TrimStart().Length;
        if (text.IsEmpty)
        {
            var last = _open.Peek().Node;
            (last.Tail.Count > 0 ? last.Tail : last.Lead).Add(raw);
        }
        else if (IsClosing(text))
        {
            PlaceOfClosing(indent).Add(raw);
        }
        else
        {
            while (_open.Peek().Indent >= indent)
            {
                _open.Pop();
            }

            var node = new FrrConfigNode(string.Join(' ', raw.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))) { Raw = raw };
            _open.Peek().Node.Append(node);
            _open.Push((indent, node));
        }
    }

    // Comments mean nothing to vtysh, like the separators.
    private static bool IsClosing(ReadOnlySpan<char> text) =>
        text[0] is '!' or '#' || text.SequenceEqual("end") || text.SequenceEqual("exit") || text.StartsWith("exit-");

    // The closing line belongs to the innermost line that stands as deep as itself; deeper than all of them, to the beginning
    // of what the last one opens.
    private List<string> PlaceOfClosing(int indent)
    {
        FrrConfigNode? deeper = null;
        foreach (var (opened, node) in _open)
        {
            if (opened <= indent)
            {
                return opened == indent ? node.Tail : deeper?.Tail ?? node.Lead;
            }

            deeper = node;
        }

        return Root.Lead;
    }

    private static void Write(StringBuilder text, FrrConfigNode node, int depth)
    {
        if (depth >= 0)
        {
            text.Append(node.Raw ?? new string(' ', depth) + node.Text).Append('\n');
        }

        WriteLines(text, node.Lead);
        foreach (var child in node.Children)
        {
            Write(text, child, depth + 1);
        }

        WriteLines(text, node.Tail);
    }

    private static void WriteLines(StringBuilder text, List<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }
}
