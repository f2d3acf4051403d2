using System.Globalization;

namespace Provisioning.Diffs.Unified;

/// <summary>Changes so near each other that their context touches.</summary>
internal sealed record Hunk(IReadOnlyList<Change> Changes, int BeforeStart, int BeforeEnd, int AfterStart, int AfterEnd)
{
    private const int Context = 3;

    /// <summary>The <c>@@</c> line, without line ending.</summary>
    public string Header => $"@@ -{Range(BeforeStart, BeforeEnd)} +{Range(AfterStart, AfterEnd)} @@";

    /// <summary>Groups changes, which ascend, into hunks.</summary>
    public static IEnumerable<Hunk> From(IEnumerable<Change> changes, int beforeCount)
    {
        var group = new List<Change>();
        foreach (var change in changes)
        {
            if (group.Count > 0 && change.BeforeStart - group[^1].BeforeEnd > 2 * Context)
            {
                yield return Around(group, beforeCount);
                group = [];
            }

            group.Add(change);
        }

        if (group.Count > 0)
        {
            yield return Around(group, beforeCount);
        }
    }

    private static Hunk Around(List<Change> group, int beforeCount)
    {
        var (first, last) = (group[0], group[^1]);
        var lead = Math.Min(Context, first.BeforeStart);
        var trail = Math.Min(Context, beforeCount - last.BeforeEnd);
        return new Hunk(group, first.BeforeStart - lead, last.BeforeEnd + trail, first.AfterStart - lead, last.AfterEnd + trail);
    }

    // An empty range names the line before it; a range of one line has no count.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{start + 1}"),
        var count => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}"),
    };
}
