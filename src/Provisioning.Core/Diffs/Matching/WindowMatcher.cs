namespace Provisioning.Diffs.Matching;

/// <summary>
/// Matches a gap that is large and has no anchors: a window slides along both sides and follows what it matched. The matches
/// near its end are dropped and found again by the next window, which sees more of what follows.
/// </summary>
internal sealed class WindowMatcher(NumberedLines lines, MinimalMatcher minimal)
{
    private const int Size = 4096;

    /// <summary>Pairs of positions, ascending.</summary>
    public List<LinePair> Match(Gap gap, CancellationToken cancellationToken)
    {
        var pairs = new List<LinePair>();
        var at = new LinePair(0, 0);
        while (at.Before < gap.Before.Length && at.After < gap.After.Length)
        {
            if (lines.AreEqual(gap.Before[at.Before], gap.After[at.After]))
            {
                pairs.Add(new LinePair(gap.Before[at.Before], gap.After[at.After]));
                at = at.Next;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            at = Slide(gap, at, pairs);
        }

        return pairs;
    }

    private LinePair Slide(Gap gap, LinePair at, List<LinePair> pairs)
    {
        var end = WindowEnd(gap, at);
        var found = minimal.Match(gap.Slice(at, end));
        if (end.Before == gap.Before.Length && end.After == gap.After.Length)
        {
            pairs.AddRange(found);
            return end;
        }

        var (kept, next) = Cut(gap, found, at.Sum + ((end.Sum - at.Sum) * 3 / 4));
        // A window that would hardly move on is taken whole: moving on line by line would cost the square again.
        var hardlyMoves = next.Sum - at.Sum < (end.Sum - at.Sum) / 4;
        pairs.AddRange(hardlyMoves ? found : found.Take(kept));
        return hardlyMoves ? end : next;
    }

    private static (int Kept, LinePair Next) Cut(Gap gap, IReadOnlyList<LinePair> found, int limit)
    {
        for (var last = found.Count - 1; last >= 0; last--)
        {
            var next = new LinePair(
                Array.BinarySearch(gap.Before, found[last].Before), Array.BinarySearch(gap.After, found[last].After)).Next;
            if (next.Sum <= limit)
            {
                return (last + 1, next);
            }
        }

        return (0, default);
    }

    /// <summary>A window in the proportion of what is left on the two sides.</summary>
    private static LinePair WindowEnd(Gap gap, LinePair at)
    {
        var (before, after) = (gap.Before.Length - at.Before, gap.After.Length - at.After);
        var share = (int)Math.Clamp((long)Size * before / (before + after), 1, Size - 1);
        return new LinePair(at.Before + Math.Min(share, before), at.After + Math.Min(Size - share, after));
    }
}
