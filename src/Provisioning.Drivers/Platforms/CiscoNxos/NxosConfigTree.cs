using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>Reads an NX-OS config as a tree, by its indentation, and writes it without blank lines and comments.</summary>
internal static partial class NxosConfigTree
{
    /// <exception cref="FormatException">A banner has no end; the message tells its line.</exception>
    public static NxosConfigNode Parse(string config)
    {
        var root = new NxosConfigNode("");
        var open = new Stack<(int Indent, NxosConfigNode Node)>([(-1, root)]);
        var lines = config.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var text = lines[at].Trim();
            if (text.Length == 0 || text[0] == '!' || text is "end" or "exit")
            {
                continue;
            }

            var indent = Indent(lines[at]);
            var node = new NxosConfigNode(Whole(lines, ref at));
            while (open.Peek().Indent >= indent)
            {
                open.Pop();
            }

            open.Peek().Node.Append(node);
            open.Push((indent, node));
        }

        return root;
    }

    /// <summary>The config's lines, each mode indented by two spaces as NX-OS does it.</summary>
    public static string Write(NxosConfigNode root)
    {
        var text = new StringBuilder();
        Write(root, 0, text);
        return text.ToString();
    }

    private static void Write(NxosConfigNode node, int depth, StringBuilder text)
    {
        foreach (var child in node.Children)
        {
            text.Append(' ', 2 * depth).Append(child.Text).Append('\n');
            Write(child, depth + 1, text);
        }
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart().Length;

    // A banner's text stands between two of the same character, over as many lines as it likes. Blanks at the end of a line are no
    // difference, for configs are read without them; nor is a line like a log line, which a terminal's reader drops.
    private static string Whole(string[] lines, ref int at)
    {
        var first = lines[at].TrimEnd();
        if (Banner().Match(first) is not { Success: true } banner)
        {
            return string.Join(' ', first.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        var text = new StringBuilder(first.TrimStart());
        var (begun, delimiter) = (at, banner.Groups["delimiter"].Value);
        for (var rest = banner.Groups["rest"].Value; !rest.Contains(delimiter, StringComparison.Ordinal); rest = lines[at])
        {
            if (++at == lines.Length)
            {
                throw new FormatException($"The banner that begins in line {begun + 1} does not end: '{delimiter}' is missing.");
            }

            var line = lines[at].TrimEnd();
            text.Append(CiscoNxosPlatform.Profile.Noise!.IsMatch(line) ? "" : "\n" + line);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^\s*banner (?:motd|exec) (?<delimiter>\^[A-Z]|\S)(?<rest>.*)$")]
    private static partial Regex Banner();
}
