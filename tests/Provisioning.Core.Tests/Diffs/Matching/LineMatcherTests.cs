using Provisioning.Core.Tests.Diffs.Unified;
using Provisioning.Diffs;
using Provisioning.Diffs.Matching;

namespace Provisioning.Core.Tests.Diffs.Matching;

public sealed class LineMatcherTests(ITestOutputHelper output)
{
    private static readonly string[] FewSymbols = ["!", " exit", " no shutdown"];

    // How long that takes is measured by bash tests/bench diff.
    private const int MostPasses = 50;
    private const int MostLinesInOneGap = 4096;

    [Fact]
    public void Small_texts_have_no_more_changed_lines_than_twice_the_least()
    {
        var (changed, least, worst) = (0, 0, 1.0);
        foreach (var (before, after) in RandomTexts.Pairs(seed: 3, count: 3000).Where(pair => pair.Before != pair.After))
        {
            var diff = Compute(before, after);
            var (ours, lowest) = (diff.Added + diff.Removed, LeastChanges(before, after));
            (changed, least, worst) = (changed + ours, least + lowest, Math.Max(worst, (double)ours / lowest));
        }

        output.WriteLine($"changed {changed}, least {least}, worst ratio {worst}");
        Assert.InRange(worst, 1, 2);
    }

    [Fact]
    public void A_moved_unique_line_does_not_cost_the_lines_it_moved_over()
    {
        var lines = Few(seed: 5, count: 6000);

        var diff = Compute(Text(["hostname a", .. lines]), Text([.. lines, "hostname a"]));

        Assert.Equal((1, 1), (diff.Added, diff.Removed));
    }

    [Fact]
    public void Large_blocks_that_change_places_keep_the_largest()
    {
        var (a, b, c) = (Unique("a", 10_000), Unique("b", 20_000), Unique("c", 10_000));

        var diff = Compute(Text([.. a, .. b, .. c]), Text([.. c, .. b, .. a]));

        Assert.Equal((20_000, 20_000), (diff.Added, diff.Removed));
    }

    [Fact]
    public void Lines_that_come_before_a_large_text_without_unique_lines_are_all_that_changes()
    {
        var twice = Unique("x", 20_000).SelectMany(line => new[] { line, line }).ToArray();

        var diff = Compute(Text(["!", .. twice, "end"]), Text([.. Unique("new", 9000), .. twice, "exit"]));

        Assert.Equal((9001, 2), (diff.Added, diff.Removed));
    }

    [Fact]
    public void One_percent_of_changed_lines_is_all_that_changes()
    {
        var lines = Unique("x", 100_000);
        var changed = lines.Select((line, index) => index % 100 == 50 ? "changed " + line : line).ToArray();

        var diff = Compute(Text(lines), Text(changed));

        Assert.Equal((1000, 1000), (diff.Added, diff.Removed));
    }

    [Fact]
    public void Texts_with_no_line_in_common_take_no_square_of_time() =>
        AssertTakesFewPasses(Unique("a", 100_000), Unique("b", 100_000));

    [Fact]
    public void Shuffled_texts_take_no_square_of_time()
    {
        var lines = Unique("a", 100_000);
        var shuffled = lines.ToArray();
        new Random(1).Shuffle(shuffled);

        AssertTakesFewPasses(lines, shuffled);
    }

    [Theory]
    [InlineData(6_000)]
    [InlineData(100_000)]
    public void Texts_of_three_lines_repeated_take_no_square_of_time(int lines) =>
        AssertTakesFewPasses(Few(1, lines), Few(2, lines));

    /// <summary>Behind each line that is cut at, the next one occurs as rarely: a pass a line, were the cuts not counted.</summary>
    [Fact]
    public void Texts_that_show_the_next_anchor_only_behind_the_last_one_take_no_square_of_time() =>
        AssertTakesFewPasses(Unfolding("!", " exit"), Unfolding(" exit", "!"));

    [Fact]
    public void Texts_of_three_lines_repeated_keep_most_lines()
    {
        var diff = Compute(Text(Few(1, 50_000)), Text(Few(2, 50_000)));

        Assert.InRange(diff.Added, 1, 17_500);
    }

    [Fact]
    public void Texts_with_one_anchor_at_a_time_take_no_square_of_time()
    {
        // Reversed, each cut finds one anchor only.
        var lines = Unique("a", 100_000);

        AssertTakesFewPasses(lines, [.. lines.Reverse()]);
    }

    [Fact]
    public void A_large_diff_applies()
    {
        var (before, after) = (Text([.. Few(1, 20_000), .. Unique("a", 500)]), Text([.. Unique("a", 500), .. Few(2, 15_000)]));

        Assert.Equal(after, UnifiedApplier.Apply(before, Compute(before, after).Text));
    }

    [Fact]
    public void A_cancelled_comparison_does_not_start()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => ConfigDiff.Compute("a", "b", SecretMasker.None, cancellation.Token));
    }

    [Fact]
    public void A_running_comparison_stops_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var (before, after) = (Text(Few(1, 600_000)), Text(Few(2, 600_000)));
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(100));

        Assert.ThrowsAny<OperationCanceledException>(() => ConfigDiff.Compute(before, after, SecretMasker.None, cancellation.Token));
    }

    private static int LeastChanges(string before, string after)
    {
        var (a, b) = (Cut(before), Cut(after));
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                common[i, j] = a[i - 1] == b[j - 1] ? common[i - 1, j - 1] + 1 : Math.Max(common[i - 1, j], common[i, j - 1]);
            }
        }

        return a.Length + b.Length - (2 * common[a.Length, b.Length]);
    }

    private static string[] Cut(string text)
    {
        var parts = text.Split('\n');
        return [.. parts[..^1].Select(part => part + "\n"), .. parts[^1].Length > 0 ? [parts[^1]] : Array.Empty<string>()];
    }

    private void AssertTakesFewPasses(string[] before, string[] after)
    {
        var effort = new MatchingEffort();
        LineMatcher.Match(before, after, effort, TestContext.Current.CancellationToken);

        output.WriteLine($"passes {(double)effort.Counted / (before.Length + after.Length):0.0}, largest gap {effort.LargestGap}");
        Assert.InRange(effort.Counted, 1, MostPasses * (long)(before.Length + after.Length));
        Assert.InRange(effort.LargestGap, 0, MostLinesInOneGap);
    }

    private static string[] Few(int seed, int count) => new Random(seed).GetItems(FewSymbols, count);

    // Block n holds the lines from n on, so that each occurs as often as its number says.
    private static string[] Unfolding(params string[] between) =>
        [.. Enumerable.Range(1, 250).SelectMany(block => Enumerable.Range(block, 251 - block)).SelectMany(number => between.Append($"a {number}"))];

    private static string[] Unique(string word, int count) => [.. Enumerable.Range(0, count).Select(number => $"{word} {number}")];

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static ConfigDiff Compute(string before, string after) =>
        ConfigDiff.Compute(before, after, SecretMasker.None, TestContext.Current.CancellationToken);
}
