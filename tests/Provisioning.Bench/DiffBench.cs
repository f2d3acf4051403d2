using System.Diagnostics;
using System.Globalization;
using DiffPlex;
using DiffPlex.Chunkers;
using Provisioning.Diffs;

namespace Provisioning.Bench;

/// <summary>How long <see cref="ConfigDiff.Compute(string, string, SecretMasker, CancellationToken)"/> takes on large texts.</summary>
internal sealed class DiffBench : IBench
{
    private const int Runs = 3;

    public string Name => "diff";

    public Task RunAsync(TextWriter output)
    {
        var texts = new DiffTexts(lineCount: 100_000, seed: 1);
        Time(texts.OnePercent, Ours);

        output.WriteLine("100,000 lines        seconds   added  removed");
        var onePercent = Report(output, "1% changed", texts.OnePercent);
        var allDifferent = Report(output, "all different", texts.AllDifferent);
        var shuffled = Report(output, "shuffled", texts.Shuffled);
        Report(output, "few symbols", texts.FewSymbols);
        var plain = Time(texts.OnePercent, DiffPlexAlone);
        output.WriteLine(Line($"{"1%, DiffPlex alone",-20} {plain,7:0.00}"));
        output.WriteLine(Line($"{"1%, ours / DiffPlex",-20} {onePercent / plain,7:0.00}"));
        output.WriteLine(Line($"all_different_100k_s: {allDifferent:0.00}"));
        output.WriteLine(Line($"shuffled_100k_s: {shuffled:0.00}"));
        return Task.CompletedTask;
    }

    private static double Report(TextWriter output, string name, (string Before, string After) texts)
    {
        var seconds = Time(texts, Ours);
        var diff = ConfigDiff.Compute(texts.Before, texts.After, SecretMasker.None);
        output.WriteLine(Line($"{name,-20} {seconds,7:0.00} {diff.Added,7} {diff.Removed,8}"));
        return seconds;
    }

    /// <summary>The median, in seconds.</summary>
    private static double Time((string Before, string After) texts, Action<string, string> run)
    {
        var seconds = new List<double>();
        for (var round = 0; round < Runs; round++)
        {
            var watch = Stopwatch.StartNew();
            run(texts.Before, texts.After);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return seconds.Order().ElementAt(Runs / 2);
    }

    private static void Ours(string before, string after) => ConfigDiff.Compute(before, after, SecretMasker.None);

    private static void DiffPlexAlone(string before, string after) =>
        Differ.Instance.CreateDiffs(before, after, false, false, LineChunker.Instance);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
