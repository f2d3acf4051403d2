using DiffPlex;

namespace Provisioning.Diffs.Matching;

/// <summary>
/// DiffPlex on one gap. Its effort grows with the square of what differs and it cannot be cancelled, so callers keep gaps small.
/// </summary>
internal sealed class MinimalMatcher(NumberedLines lines, LineTally tally, MatchingEffort effort)
{
    /// <summary>Pairs of positions, ascending.</summary>
    public IReadOnlyList<LinePair> Match(Gap gap)
    {
        var common = tally.WithoutOneSided(gap);
        return common.IsOneSided ? [] : Pairs(common);
    }

    private List<LinePair> Pairs(Gap gap)
    {
        effort.LargestGap = Math.Max(effort.LargestGap, gap.Size);
        var diff = Differ.Instance.CreateDiffs(
            GapChunker.BeforeSide, GapChunker.AfterSide, false, false, new GapChunker(lines, gap));
        var pairs = new List<LinePair>();
        var (before, after) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            for (; before < block.DeleteStartA; before++, after++)
            {
                pairs.Add(new LinePair(gap.Before[before], gap.After[after]));
            }

            (before, after) = (before + block.DeleteCountA, after + block.InsertCountB);
        }

        for (; before < gap.Before.Length; before++, after++)
        {
            pairs.Add(new LinePair(gap.Before[before], gap.After[after]));
        }

        return pairs;
    }
}
