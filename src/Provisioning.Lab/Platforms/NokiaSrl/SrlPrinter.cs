using System.Globalization;
using System.Text;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// Prints configs as <c>info</c>, <c>info flat</c> and <c>diff</c> do. Samples: Nokia, "Configuration management"; learn.srlinux.dev,
/// "CLI" and "JSON-RPC basics"; recorded diffs of napalm-srlinux.
/// </summary>
internal static class SrlPrinter
{
    /// <summary>One <c>set / ...</c> line for each leaf, and for each entry that holds nothing.</summary>
    public static string Flat(SrlConfig config, SrlPath below)
    {
        var text = new StringBuilder();
        var paths = config.Paths.Where(path => path.IsAtOrBelow(below)).ToList();
        for (var index = 0; index < paths.Count; index++)
        {
            var path = paths[index];
            if (path.Node!.IsLeaf)
            {
                text.Append(CultureInfo.InvariantCulture, $"set / {path} {Values(path, config.Find(path)!)}\n");
            }
            else if (index + 1 == paths.Count || !paths[index + 1].IsAtOrBelow(path))
            {
                text.Append(CultureInfo.InvariantCulture, $"set / {path}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The form with braces.</summary>
    public static string Braces(SrlConfig config, SrlPath below)
    {
        var writer = new SrlBraces();
        foreach (var path in config.Paths.Where(path => path.IsAtOrBelow(below)))
        {
            writer.Write(path, ' ', config.Find(path)!, _ => ' ');
        }

        return writer.End();
    }

    /// <summary>What differs, in the form with braces and a sign before each line; empty when nothing does.</summary>
    public static string Diff(SrlConfig from, SrlConfig to)
    {
        var (old, now) = (Places(from), Places(to));
        char Sign(SrlPath place) => !old.Contains(place) ? '+' : !now.Contains(place) ? '-' : ' ';
        var writer = new SrlBraces(signed: true);
        foreach (var path in from.Paths.Union(to.Paths).Order())
        {
            var (before, after) = (from.Find(path), to.Find(path));
            if (before is null || after is null || !before.SequenceEqual(after))
            {
                Change(writer, path, before, after, Sign);
            }
        }

        return writer.End();
    }

    public static string Values(SrlPath leaf, IReadOnlyList<string> values) => leaf.Node!.Kind == SrlKind.LeafList
        ? $"[ {string.Join(' ', values.Select(SrlLine.Quote))} ]"
        : SrlLine.Quote(values[0]);

    private static void Change(SrlBraces writer, SrlPath path, IReadOnlyList<string>? before, IReadOnlyList<string>? after, Func<SrlPath, char> sign)
    {
        if (before is not null)
        {
            writer.Write(path, '-', before, sign);
        }

        if (after is not null)
        {
            writer.Write(path, '+', after, sign);
        }
    }

    private static HashSet<SrlPath> Places(SrlConfig config) =>
        [.. config.Paths.SelectMany(path => Enumerable.Range(1, path.Steps.Count).Select(path.Take))];
}
