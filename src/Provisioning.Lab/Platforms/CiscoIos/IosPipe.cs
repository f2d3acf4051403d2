using System.Text.RegularExpressions;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>What follows <c>|</c> after a command.</summary>
internal static class IosPipe
{
    public static (string Command, string? Pipe) Split(string line)
    {
        var at = line.IndexOf(" | ", StringComparison.Ordinal);
        return at < 0 ? (line, null) : (line[..at].Trim(), line[(at + 3)..].Trim());
    }

    public static LabAnswer Apply(string? pipe, LabAnswer answer)
    {
        if (pipe is null || answer.Failed)
        {
            return answer;
        }

        var words = pipe.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0), words.ElementAtOrDefault(1)) switch
        {
            ({ } include, { } text) when "include".StartsWith(include, StringComparison.Ordinal) => Filter(answer, text, keep: true),
            ({ Length: > 1 } exclude, { } text) when "exclude".StartsWith(exclude, StringComparison.Ordinal) => Filter(answer, text, keep: false),
            ({ } begin, { } text) when "begin".StartsWith(begin, StringComparison.Ordinal) =>
                answer with { Text = Join(Lines(answer).SkipWhile(line => !Regex.IsMatch(line, text))) },
            _ => LabAnswer.Error("% Incomplete command.\n"),
        };
    }

    private static LabAnswer Filter(LabAnswer answer, string pattern, bool keep) =>
        answer with { Text = Join(Lines(answer).Where(line => Regex.IsMatch(line, pattern) == keep)) };

    private static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string[] Lines(LabAnswer answer) => answer.Text.TrimEnd('\n').Split('\n');
}
