namespace Provisioning.Diffs.Matching;

/// <summary>The longest chain of pairs that rises on both sides, in O(n log n).</summary>
internal static class LongestIncreasing
{
    /// <summary>Picks the chain.</summary>
    /// <param name="pairs">Pairs that rise on the old side, with distinct places on the new side.</param>
    public static IReadOnlyList<LinePair> Of(IReadOnlyList<LinePair> pairs)
    {
        // tails[n]: the pair with the smallest end among all chains of length n + 1.
        var tails = new List<int>();
        var previous = new int[pairs.Count];
        for (var index = 0; index < pairs.Count; index++)
        {
            var length = FirstNotBelow(tails, pairs, pairs[index].After);
            previous[index] = length == 0 ? -1 : tails[length - 1];
            if (length == tails.Count)
            {
                tails.Add(index);
            }
            else
            {
                tails[length] = index;
            }
        }

        return Chain(pairs, previous, tails);
    }

    private static LinePair[] Chain(IReadOnlyList<LinePair> pairs, int[] previous, List<int> tails)
    {
        var chain = new LinePair[tails.Count];
        for (var (at, index) = (tails.Count - 1, tails.LastOrDefault(-1)); at >= 0; at--, index = previous[index])
        {
            chain[at] = pairs[index];
        }

        return chain;
    }

    private static int FirstNotBelow(List<int> tails, IReadOnlyList<LinePair> pairs, int after)
    {
        var (low, high) = (0, tails.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = pairs[tails[middle]].After < after ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
