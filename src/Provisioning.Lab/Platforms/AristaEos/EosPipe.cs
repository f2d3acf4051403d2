using System.Text.RegularExpressions;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>What follows <c>|</c> after a show command.</summary>
internal static class EosPipe
{
    public static (string Command, string? Pipe) Split(string line, bool configuring)
    {
        // In configuration a bar may be part of a text; only show commands are piped there.
        var at = line.IndexOf('|', StringComparison.Ordinal);
        return at < 0 || (configuring && !line.StartsWith("sh", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("do ", StringComparison.Ordinal))
            ? (line, null)
            : (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    public static LabAnswer Apply(string? pipe, LabAnswer answer, Func<string?> json)
    {
        if (pipe is null || answer.Failed)
        {
            return answer;
        }

        var words = pipe.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0), words.ElementAtOrDefault(1)) switch
        {
            ("json", null) => new(json() ?? "{\n    \"errors\": [\n        \"This is an unconverted command\"\n    ]\n}\n"),
            ("no-more", null) => answer with { Unpaged = true },
            ({ } include, { } text) when "include".StartsWith(include, StringComparison.Ordinal) => Filter(answer, text, keep: true),
            ({ } exclude, { } text) when exclude.Length > 1 && "exclude".StartsWith(exclude, StringComparison.Ordinal) => Filter(answer, text, keep: false),
            ({ } begin, { } text) when "begin".StartsWith(begin, StringComparison.Ordinal) => Begin(answer, text),
            (_, null) => LabAnswer.Error("% Incomplete command"),
            _ => LabAnswer.Error("% Invalid input"),
        };
    }

    private static LabAnswer Filter(LabAnswer answer, string pattern, bool keep) =>
        answer with { Text = string.Concat(Lines(answer).Where(line => Regex.IsMatch(line, pattern) == keep).Select(line => line + "\n")) };

    private static LabAnswer Begin(LabAnswer answer, string pattern) =>
        answer with { Text = string.Concat(Lines(answer).SkipWhile(line => !Regex.IsMatch(line, pattern)).Select(line => line + "\n")) };

    private static string[] Lines(LabAnswer answer) => answer.Text.TrimEnd('\n').Split('\n');
}
