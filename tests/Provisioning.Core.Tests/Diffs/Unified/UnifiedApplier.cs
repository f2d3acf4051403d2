using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.Core.Tests.Diffs.Unified;

/// <summary>Applies a unified diff strictly: every line and number in it must be right.</summary>
internal static partial class UnifiedApplier
{
    public static string Apply(string text, string diff)
    {
        var old = Cut(text);
        var lines = Cut(diff);
        var result = new StringBuilder();
        var (at, newCount) = (0, 0);
        for (var index = 2; index < lines.Count;)
        {
            var header = HunkHeader().Match(lines[index++]);
            Assert.True(header.Success, "hunk header");
            var (oldStart, oldLength, newStart, newLength) = (Number(header, 1), Number(header, 2), Number(header, 3), Number(header, 4));
            var start = oldLength == 0 ? oldStart : oldStart - 1;
            for (; at < start; at++, newCount++)
            {
                result.Append(old[at]);
            }

            Assert.Equal(newLength == 0 ? newStart : newStart - 1, newCount);
            var (removed, added) = (0, 0);
            while (index < lines.Count && (removed < oldLength || added < newLength))
            {
                var (marker, line) = (lines[index][0], lines[index][1..]);
                index++;
                if (index < lines.Count && lines[index].StartsWith('\\'))
                {
                    line = line[..^1];
                    index++;
                }

                if (marker is ' ' or '-')
                {
                    Assert.Equal(old[at++], line);
                    removed++;
                }

                if (marker is ' ' or '+')
                {
                    result.Append(line);
                    newCount++;
                    added++;
                }
            }

            Assert.Equal((oldLength, newLength), (removed, added));
        }

        return result.AppendJoin("", old.Skip(at)).ToString();
    }

    private static List<string> Cut(string text) => [.. Line().Matches(text).Select(match => match.Value)];

    private static int Number(Match header, int group) =>
        header.Groups[group].Success ? int.Parse(header.Groups[group].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n$")]
    private static partial Regex HunkHeader();
}
