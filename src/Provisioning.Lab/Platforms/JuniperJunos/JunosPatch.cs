using System.Text;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>
/// The difference between two configurations in Junos's own form (CLI User Guide, "show | compare"): a line with the level, below it
/// the statements that go and come, each with all that stands below it, and list entries that stay beside them cut short.
/// The width of the indentation follows published samples and is otherwise unconfirmed.
/// </summary>
internal static class JunosPatch
{
    public static string Between(JunosNode before, JunosNode after)
    {
        var text = new StringBuilder();
        Level(before, after, "", 0, text);
        return text.ToString();
    }

    private static void Level(JunosNode before, JunosNode after, string path, int depth, StringBuilder text)
    {
        var lines = new StringBuilder();
        var deeper = new List<(JunosNode Before, JunosNode After)>();
        var olds = before.Sorted().ToList();
        foreach (var (old, now) in Pairs(olds, after.Sorted().ToList()))
        {
            if (old is not null && now is not null && old.Rule.IsLevel)
            {
                Marks(old, now, depth, lines);
                deeper.Add((old, now));
            }
            else if (old is null || now is null || JunosRenderer.Statement(old, 0) != JunosRenderer.Statement(now, 0))
            {
                Block('-', old, depth, lines);
                Block('+', now, depth, lines);
            }
        }

        lines.Append(Moved(olds, after, depth));
        if (lines.Length > 0)
        {
            text.Append(path.Length == 0 ? "[edit]\n" : $"[edit {path}]\n").Append(lines);
        }

        foreach (var (old, now) in deeper)
        {
            Level(old, now, $"{path} {now.Title}".Trim(), depth + 1, text);
        }
    }

    // What comes stands where it is shown; what goes, at its old place.
    private static IEnumerable<(JunosNode? Old, JunosNode? Now)> Pairs(List<JunosNode> olds, List<JunosNode> nows)
    {
        var gone = olds.Where(old => !nows.Exists(now => Same(old, now))).Select(old => ((JunosNode?)old, (JunosNode?)null));
        var kept = nows.Select(now => (olds.Find(old => Same(old, now)), (JunosNode?)now));
        return gone.Concat(kept).OrderBy(pair => (pair.Item1 ?? pair.Item2)!.Rule.Order);
    }

    private static bool Same(JunosNode one, JunosNode other) => one.Rule == other.Rule && one.Name == other.Name;

    private static void Block(char mark, JunosNode? node, int depth, StringBuilder lines)
    {
        if (node is not null)
        {
            var block = JunosRenderer.Statement(node, Width(node, depth)).Replace(" ## SECRET-DATA", "", StringComparison.Ordinal);
            lines.Append(string.Concat(block.TrimEnd('\n').Split('\n').Select(line => $"{mark}{line}\n")));
        }
    }

    private static void Marks(JunosNode old, JunosNode now, int depth, StringBuilder lines)
    {
        if ((old.Inactive, old.Protected, old.Comment) != (now.Inactive, now.Protected, now.Comment))
        {
            var mark = old.Inactive == now.Inactive ? "" : now.Inactive ? "inactive: " : "active: ";
            lines.Append('!').Append(' ', Width(now, depth)).Append(mark).Append(now.Title).Append(" { ... }\n");
        }
    }

    // Entries whose order means something, when those that stay have changed places.
    private static string Moved(List<JunosNode> olds, JunosNode after, int depth)
    {
        var nows = after.Sorted().Where(now => now.Rule.Kind == JunosKind.OrderedList && olds.Exists(old => Same(old, now))).ToList();
        var kept = olds.Where(old => nows.Exists(now => Same(old, now)));
        return string.Concat(kept.Zip(nows).Where(pair => !Same(pair.First, pair.Second))
            .Select(pair => $"!{new string(' ', Width(pair.Second, depth))}{pair.Second.Title} {{ ... }}\n"));
    }

    private static int Width(JunosNode node, int depth) => depth == 0 ? 2 : depth + (node.Rule.IsLevel ? 2 : 1);
}
