namespace Provisioning.Diffs.Matching;

/// <summary>
/// Finds which lines of two texts stay. Small gaps go to DiffPlex; large ones are cut at anchors first, so that the effort stays
/// near n log n whatever the texts hold.
/// </summary>
internal sealed class LineMatcher
{
    // Both sides together; DiffPlex takes some 20 ms for this many lines in the worst case.
    private const int SmallGap = 4096;
    private const int MostOccurrences = 16;

    // Each cut costs a pass over the gap; texts made to have one anchor at a time must not cost a pass per line.
    private const int MostDepth = 8;

    private readonly CancellationToken _cancellationToken;
    private readonly NumberedLines _lines;
    private readonly LineTally _tally;
    private readonly MinimalMatcher _minimal;
    private readonly WindowMatcher _windows;
    private readonly Stack<Gap> _open = new();
    private readonly int[] _partners;

    private LineMatcher(NumberedLines lines, MatchingEffort effort, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _lines = lines;
        _tally = new LineTally(lines, effort);
        _minimal = new MinimalMatcher(lines, _tally, effort);
        _windows = new WindowMatcher(lines, _minimal);
        _partners = new int[lines.Before.Length];
        Array.Fill(_partners, -1);
    }

    /// <summary>For each old line the position of the same line in the new text, or -1; ascending.</summary>
    public static int[] Match(IReadOnlyList<string> before, IReadOnlyList<string> after, MatchingEffort effort, CancellationToken cancellationToken)
    {
        var matcher = new LineMatcher(new NumberedLines(before, after), effort, cancellationToken);
        matcher._open.Push(new Gap([.. Enumerable.Range(0, before.Count)], [.. Enumerable.Range(0, after.Count)], 0));
        while (matcher._open.TryPop(out var gap))
        {
            cancellationToken.ThrowIfCancellationRequested();
            matcher.Narrow(gap);
        }

        return matcher._partners;
    }

    private void Narrow(Gap gap)
    {
        var common = Trim(_tally.WithoutOneSided(Trim(gap)));
        if (!common.IsOneSided)
        {
            Resolve(common);
        }
    }

    private void Resolve(Gap gap)
    {
        var isSmall = gap.Size <= SmallGap;
        var anchors = Anchors(gap, isSmall ? 1 : MostOccurrences);
        var pieces = anchors.Count == 0 ? [] : gap.SplitAt(anchors).ToList();
        var reachable = anchors.Count + pieces.Sum(_tally.Shared);
        // An anchor that moved over other lines costs those their match; small gaps can afford to lose none.
        if (anchors.Count > 0 && reachable >= _tally.Shared(gap) / (isSmall ? 1 : 2))
        {
            Cut(gap, anchors, pieces);
            return;
        }

        var pairs = isSmall ? _minimal.Match(gap) : _windows.Match(gap, _cancellationToken);
        if (isSmall || pairs.Count >= reachable)
        {
            Keep(pairs);
        }
        else
        {
            Cut(gap, anchors, pieces);
        }
    }

    private IReadOnlyList<LinePair> Anchors(Gap gap, int mostOccurrences) =>
        gap.Depth < MostDepth ? LongestIncreasing.Of(_tally.RarestPairs(gap, mostOccurrences)) : [];

    private void Cut(Gap gap, IReadOnlyList<LinePair> anchors, List<Gap> pieces)
    {
        Keep(anchors.Select(anchor => new LinePair(gap.Before[anchor.Before], gap.After[anchor.After])));
        pieces.ForEach(_open.Push);
    }

    private Gap Trim(Gap gap)
    {
        var start = new LinePair(0, 0);
        var end = new LinePair(gap.Before.Length, gap.After.Length);
        while (start.Before < end.Before && start.After < end.After && TryKeep(gap, start))
        {
            start = start.Next;
        }

        while (start.Before < end.Before && start.After < end.After && TryKeep(gap, end.Previous))
        {
            end = end.Previous;
        }

        return gap with { Before = gap.Before[start.Before..end.Before], After = gap.After[start.After..end.After] };
    }

    private bool TryKeep(Gap gap, LinePair at)
    {
        var (before, after) = (gap.Before[at.Before], gap.After[at.After]);
        if (!_lines.AreEqual(before, after))
        {
            return false;
        }

        _partners[before] = after;
        return true;
    }

    private void Keep(IEnumerable<LinePair> pairs)
    {
        foreach (var pair in pairs)
        {
            _partners[pair.Before] = pair.After;
        }
    }
}
