namespace Provisioning.Diffs.Matching;

/// <summary>Counts how often lines occur in a gap. The counters are kept and cleaned, so that a small gap costs little.</summary>
internal sealed class LineTally(NumberedLines lines, MatchingEffort effort)
{
    private readonly int[] _before = new int[lines.Distinct];
    private readonly int[] _after = new int[lines.Distinct];

    /// <summary>The gap without the lines that occur on one side only: those cannot match.</summary>
    public Gap WithoutOneSided(Gap gap)
    {
        Count(gap);
        var common = gap with
        {
            Before = Array.FindAll(gap.Before, position => _after[lines.Before[position]] > 0),
            After = Array.FindAll(gap.After, position => _before[lines.After[position]] > 0),
        };
        Clean(gap);
        return common;
    }

    /// <summary>No matching of the gap can have more pairs than this, whatever the order.</summary>
    public int Shared(Gap gap)
    {
        Count(gap);
        var shared = 0;
        foreach (var position in gap.Before)
        {
            shared += _after[lines.Before[position]]-- > 0 ? 1 : 0;
        }

        Clean(gap);
        return shared;
    }

    /// <summary>
    /// Pairs of array indexes of the rarest lines that occur equally often on both sides, first with first, second with second;
    /// by position in the old text.
    /// </summary>
    public IReadOnlyList<LinePair> RarestPairs(Gap gap, int mostOccurrences)
    {
        Count(gap);
        var rarest = gap.Before.Select(position => lines.Before[position])
            .Where(line => _before[line] == _after[line]).Select(line => _before[line]).DefaultIfEmpty(int.MaxValue).Min();
        var pairs = rarest > mostOccurrences ? [] : Pairs(gap, line => _before[line] == rarest && _after[line] == rarest);
        Clean(gap);
        return pairs;
    }

    private LinePair[] Pairs(Gap gap, Func<int, bool> isCandidate)
    {
        var before = Candidates(gap.Before, lines.Before, isCandidate);
        var after = Candidates(gap.After, lines.After, isCandidate);
        return [.. before.Zip(after, (b, a) => new LinePair(b, a)).OrderBy(pair => pair.Before)];
    }

    private static IEnumerable<int> Candidates(int[] positions, int[] numbers, Func<int, bool> isCandidate) =>
        Enumerable.Range(0, positions.Length)
            .Where(index => isCandidate(numbers[positions[index]]))
            .OrderBy(index => numbers[positions[index]]);

    private void Count(Gap gap)
    {
        effort.Counted += gap.Size;
        Array.ForEach(gap.Before, position => _before[lines.Before[position]]++);
        Array.ForEach(gap.After, position => _after[lines.After[position]]++);
    }

    private void Clean(Gap gap)
    {
        Array.ForEach(gap.Before, position => Reset(lines.Before[position]));
        Array.ForEach(gap.After, position => Reset(lines.After[position]));
    }

    private void Reset(int line) => (_before[line], _after[line]) = (0, 0);
}
