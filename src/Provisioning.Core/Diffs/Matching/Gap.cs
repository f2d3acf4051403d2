namespace Provisioning.Diffs.Matching;

/// <summary>A stretch of both sides that is still to be matched.</summary>
/// <param name="Before">Line positions in the old text, ascending.</param>
/// <param name="After">Line positions in the new text, ascending.</param>
/// <param name="Depth">How many times it was cut out of a larger gap.</param>
internal readonly record struct Gap(int[] Before, int[] After, int Depth)
{
    public int Size => Before.Length + After.Length;

    public bool IsOneSided => Before.Length == 0 || After.Length == 0;

    /// <summary>The gaps around anchors, which are given as indexes into the two arrays.</summary>
    public IEnumerable<Gap> SplitAt(IReadOnlyList<LinePair> anchors)
    {
        var start = new LinePair(0, 0);
        foreach (var anchor in anchors)
        {
            yield return Slice(start, anchor);
            start = anchor.Next;
        }

        yield return Slice(start, new LinePair(Before.Length, After.Length));
    }

    public Gap Slice(LinePair start, LinePair end) =>
        new(Before[start.Before..end.Before], After[start.After..end.After], Depth + 1);
}
