using System.Globalization;

namespace Provisioning.Bench;

/// <summary>Pairs of large texts, the same ones for the same seed.</summary>
internal sealed class DiffTexts
{
    public DiffTexts(int lineCount, int seed)
    {
        var random = new Random(seed);
        var lines = Lines("old", lineCount);
        OnePercent = (Text(lines), Text([.. lines.Select(line => random.Next(100) == 0 ? line + " changed" : line)]));
        AllDifferent = (Text(lines), Text(Lines("new", lineCount)));
        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        Shuffled = (Text(lines), Text(shuffled));
        FewSymbols = (Text(random.GetItems(Symbols, lineCount)), Text(random.GetItems(Symbols, lineCount)));
    }

    public (string Before, string After) OnePercent { get; }

    public (string Before, string After) AllDifferent { get; }

    public (string Before, string After) Shuffled { get; }

    public (string Before, string After) FewSymbols { get; }

    private static string[] Symbols => ["!", " exit", " no shutdown"];

    private static string[] Lines(string word, int count) =>
        [.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"ip route {word} {number} null0"))];

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
