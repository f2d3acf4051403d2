using System.Text;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>An FRRouting config as a tree, by its indentation; written back it is the same text.</summary>
internal sealed class FrrConfigTree
{
    private readonly List<string> _head = [];

    private FrrConfigTree()
    {
    }

    public FrrConfigNode Root { get; } = new("");

    public static FrrConfigTree Parse(string config)
    {
        var tree = new FrrConfigTree();
        var open = new Stack<(int Indent, FrrConfigNode Node)>([(-1, tree.Root)]);
        foreach (var raw in config.Split('\n'))
        {
            var line = raw.TrimEnd();
            var indent = line.Length - line.AsSpan().TrimStart().Length;
            if (line.Length == indent)
            {
                continue;
            }

            if (IsClosing(line.AsSpan(indent)))
            {
                tree.TailAt(open, indent).Add(line);
                continue;
            }

            while (open.Peek().Indent >= indent)
            {
                open.Pop();
            }

            var node = new FrrConfigNode(string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            open.Peek().Node.Append(node);
            open.Push((indent, node));
        }

        return tree;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        WriteLines(text, _head);
        Write(text, Root, depth: 0);
        return text.ToString();
    }

    private static bool IsClosing(ReadOnlySpan<char> text) =>
        text.SequenceEqual("!") || text.SequenceEqual("end") || text.SequenceEqual("exit") || text.StartsWith("exit-");

    // The closing line belongs to the innermost line that stands no deeper than itself.
    private List<string> TailAt(Stack<(int Indent, FrrConfigNode Node)> open, int indent)
    {
        foreach (var (opened, node) in open)
        {
            if (opened <= indent)
            {
                return opened < 0 ? _head : node.Tail;
            }
        }

        return _head;
    }

    private static void Write(StringBuilder text, FrrConfigNode parent, int depth)
    {
        foreach (var node in parent.Children)
        {
            text.Append(' ', depth).Append(node.Text).Append('\n');
            Write(text, node, depth + 1);
            WriteLines(text, node.Tail);
        }
    }

    private static void WriteLines(StringBuilder text, List<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }
}
