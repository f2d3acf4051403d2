using System.Text.RegularExpressions;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>What follows <c>|</c> after an exec command.</summary>
internal static class NxosPipe
{
    public static (string Command, string? Pipe) Split(string line)
    {
        var at = line.IndexOf('|', StringComparison.Ordinal);
        return at < 0 ? (line, null) : (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    public static LabAnswer Apply(string? pipe, LabAnswer answer)
    {
        if (pipe is null || answer.Failed)
        {
            return answer;
        }

        var words = pipe.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0), words.ElementAtOrDefault(1)?.Trim('"', '\'')) switch
        {
            ("no-more", null) => answer with { Unpaged = true },
            ({ } include, { } text) when "include".StartsWith(include, StringComparison.Ordinal) => Filter(answer, text, keep: true),
            ({ } exclude, { } text) when exclude.Length > 1 && "exclude".StartsWith(exclude, StringComparison.Ordinal) => Filter(answer, text, keep: false),
            _ => LabAnswer.Error("% Invalid command at '^' marker."),
        };
    }

    private static LabAnswer Filter(LabAnswer answer, string pattern, bool keep) => answer with
    {
        Text = string.Concat(answer.Text.TrimEnd('\n').Split('\n').Where(line => Regex.IsMatch(line, pattern) == keep).Select(line => line + "\n")),
    };
}
