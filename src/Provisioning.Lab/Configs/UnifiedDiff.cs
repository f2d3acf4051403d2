using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Provisioning.Lab.Configs;

/// <summary>The diff that a device computes by itself: unified, three lines of context.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff with its two file lines; empty when the texts are equal.</summary>
    public static string Create(string before, string after, string beforeName, string afterName)
    {
        var diff = Differ.Instance.CreateDiffs(before.TrimEnd('\n'), after.TrimEnd('\n'), false, false, LineChunker.Instance);
        if (diff.DiffBlocks.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder($"--- {beforeName}\n+++ {afterName}\n");
        for (var first = 0; first < diff.DiffBlocks.Count;)
        {
            var last = first;
            while (last + 1 < diff.DiffBlocks.Count && Gap(diff.DiffBlocks[last], diff.DiffBlocks[last + 1]) <= 2 * Context)
            {
                last++;
            }

            Hunk(diff, first, last, text);
            first = last + 1;
        }

        return text.ToString();
    }

    private static int Gap(DiffBlock one, DiffBlock two) => two.DeleteStartA - (one.DeleteStartA + one.DeleteCountA);

    private static void Hunk(DiffResult diff, int first, int last, StringBuilder text)
    {
        var (a, b) = (diff.PiecesOld, diff.PiecesNew);
        var (one, two) = (diff.DiffBlocks[first], diff.DiffBlocks[last]);
        var lead = Math.Min(Context, one.DeleteStartA);
        var endA = Math.Min(a.Count, two.DeleteStartA + two.DeleteCountA + Context);
        var endB = Math.Min(b.Count, two.InsertStartB + two.InsertCountB + Context);
        var (startA, startB) = (one.DeleteStartA - lead, one.InsertStartB - lead);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(startA, endA)} +{Range(startB, endB)} @@\n");
        var at = startA;
        foreach (var block in diff.DiffBlocks.Skip(first).Take(last - first + 1))
        {
            Lines(' ', a, at, block.DeleteStartA, text);
            Lines('-', a, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA, text);
            Lines('+', b, block.InsertStartB, block.InsertStartB + block.InsertCountB, text);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Lines(' ', a, at, endA, text);
    }

    private static string Range(int start, int end) => end - start == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{start + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{(end == start ? start : start + 1)},{end - start}");

    private static void Lines(char mark, IReadOnlyList<string> lines, int from, int to, StringBuilder text)
    {
        for (var i = from; i < to; i++)
        {
            text.Append(mark).Append(lines[i]).Append('\n');
        }
    }
}
