namespace Provisioning.Core.Tests.Diffs.Unified;

/// <summary>Pairs of small texts over few symbols, the same ones for the same seed.</summary>
internal static class RandomTexts
{
    private static readonly string[] Symbols = ["!", " exit", "+", "-- x", "", "a\r", "@@ -1 +1 @@", "\\ No"];

    public static IEnumerable<(string Before, string After)> Pairs(int seed, int count)
    {
        var random = new Random(seed);
        for (var index = 0; index < count; index++)
        {
            var symbols = Symbols[..random.Next(1, Symbols.Length + 1)];
            var before = random.GetItems(symbols, random.Next(30)).ToList();
            var after = random.Next(2) == 0 ? [.. random.GetItems(symbols, random.Next(30))] : Edit(before, random, symbols);
            yield return (Text(before, random), Text(after, random));
        }
    }

    private static List<string> Edit(List<string> before, Random random, string[] symbols)
    {
        var after = new List<string>(before);
        for (var edits = random.Next(5); edits > 0; edits--)
        {
            after.Insert(random.Next(after.Count + 1), symbols[random.Next(symbols.Length)]);
            after.RemoveAt(random.Next(after.Count));
            after.Insert(random.Next(after.Count + 1), "new" + edits);
        }

        return after;
    }

    private static string Text(List<string> lines, Random random) =>
        string.Join('\n', lines) + (lines.Count > 0 && random.Next(4) > 0 ? "\n" : "");
}
