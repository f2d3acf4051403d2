namespace Provisioning.Diffs.Matching;

/// <summary>Both texts as lines, where equal lines have equal numbers.</summary>
internal sealed class NumberedLines
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public NumberedLines(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        BeforeLines = before;
        AfterLines = after;
        Before = [.. before.Select(Number)];
        After = [.. after.Select(Number)];
    }

    public IReadOnlyList<string> BeforeLines { get; }

    public IReadOnlyList<string> AfterLines { get; }

    public int[] Before { get; }

    public int[] After { get; }

    public int Distinct => _numbers.Count;

    public bool AreEqual(int before, int after) => Before[before] == After[after];

    private int Number(string line)
    {
        _numbers.TryAdd(line, _numbers.Count);
        return _numbers[line];
    }
}
