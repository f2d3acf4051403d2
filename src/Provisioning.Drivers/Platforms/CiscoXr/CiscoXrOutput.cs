using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>Reads what IOS XR prints.</summary>
internal static partial class CiscoXrOutput
{
    /// <summary>A config without the header that changes from one reading to the next.</summary>
    public static string Config(IEnumerable<string> output) =>
        string.Join('\n', output.SkipWhile(line => line.Trim() is "" or "!" || Header().IsMatch(line))).TrimEnd('\n') + "\n";

    /// <summary>The diff without header and <c>end</c>; empty when no line of it is marked.</summary>
    public static string Diff(IEnumerable<string> output)
    {
        var lines = output.SkipWhile(line => string.IsNullOrWhiteSpace(line) || Header().IsMatch(line))
            .Where(line => line.TrimEnd() != "end").ToList();
        return lines.Exists(line => line.Length > 0 && line[0] is '+' or '-' or '#') ? string.Join('\n', lines).TrimEnd('\n') + "\n" : "";
    }

    /// <summary>The rows of <c>show configuration sessions detail</c>.</summary>
    /// <exception cref="FormatException">It says something and lists none.</exception>
    public static IReadOnlyList<CiscoXrConfigSession> Sessions(IReadOnlyList<string> output)
    {
        var sessions = new List<CiscoXrConfigSession>();
        foreach (var line in output)
        {
            if (SessionRow().Match(line) is { Success: true } row)
            {
                sessions.Add(new(row.Groups["id"].Value, row.Groups["since"].Value.Trim()));
            }
            else if (sessions.Count > 0 && LockField().Match(line) is { Success: true } locked)
            {
                sessions[^1] = sessions[^1] with { Line = locked.Groups["line"].Value, Locks = locked.Groups["lock"].Value is not "None" };
            }
            else if (sessions.Count > 0 && ClientField().Match(line) is { Success: true } client)
            {
                sessions[^1] = sessions[^1] with { User = client.Groups["user"].Value, Client = client.Groups["client"].Value };
            }
        }

        return sessions.Count > 0 || output.All(line => string.IsNullOrWhiteSpace(line) || Timestamp().IsMatch(line))
            ? sessions
            : throw new FormatException($"'show configuration sessions detail' gave no list of sessions: {string.Join(' ', output).Trim()}");
    }

    /// <summary>The label of the newest commit in <c>show configuration commit list 1 detail</c>; null when it has none.</summary>
    /// <exception cref="FormatException">It lists no commit.</exception>
    public static string? NewestLabel(IReadOnlyList<string> output)
    {
        var commit = output.Select(line => CommitRow().Match(line)).FirstOrDefault(row => row.Success)
            ?? throw new FormatException($"'show configuration commit list 1 detail' gave no commit: {string.Join(' ', output).Trim()}");
        return commit.Groups["label"].Value is "NONE" or "" ? null : commit.Groups["label"].Value;
    }

    /// <summary>Why a commit failed: the reasons of <c>show configuration failed</c>, each behind its command.</summary>
    public static string Reasons(IReadOnlyList<string> output)
    {
        var lines = output.Select(line => line.TrimEnd()).ToList();
        var reasons = lines.Select((line, index) => (line, index)).Where(at => at.line.StartsWith("!!%", StringComparison.Ordinal))
            .Select(at => $"'{(at.index > 0 ? lines[at.index - 1].Trim() : "")}': {at.line[3..].Trim()}");
        return string.Join("; ", reasons);
    }

    /// <summary>Whether a line stands above a config and is none of it.</summary>
    public static bool IsHeader(string line) => Header().IsMatch(line);

    /// <summary>Whether a refusal of a commit means that somebody else is in its way.</summary>
    public static bool IsBusy(string text) => Busy().IsMatch(text);

    /// <summary>A confirm timeout as IOS XR takes it, in whole seconds and never shorter than asked for.</summary>
    public static string Seconds(TimeSpan timeout) => Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>A message as <c>commit comment</c> takes it: one line, without what the command line would act on, cut to fit.</summary>
    public static string Comment(string message)
    {
        const int Longest = 60;
        var text = Blanks().Replace(string.Concat(message.Select(character => char.IsControl(character) || character is '?' or '"' ? ' ' : character)), " ").Trim();
        return text.Length <= Longest ? text : text[..Longest].TrimEnd();
    }

    [GeneratedRegex(@"^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+\s*$")]
    internal static partial Regex Timestamp();

    // From 24 on the first line is a comment too (recorded on 24.3.1).
    [GeneratedRegex(@"^(?:!! )?Building configuration|^!! IOS XR Configuration|^!! Last configuration change|^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+\s*$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s*\d+\)\s+Session:\s+(?<id>\S+)\s+(?<since>.*)$")]
    private static partial Regex SessionRow();

    [GeneratedRegex(@"^\s+Line:\s+(?<line>\S*)\s+Lock:\s+(?<lock>\S+)")]
    private static partial Regex LockField();

    [GeneratedRegex(@"^\s+User:\s+(?<user>\S*)\s+Client:\s+(?<client>\S+)")]
    private static partial Regex ClientField();

    [GeneratedRegex(@"^\s*\d+\)\s+CommitId:\s+\S+\s+Label:\s*(?<label>\S*)")]
    private static partial Regex CommitRow();

    [GeneratedRegex(@"commits have occurred from other configuration sessions|unexpired trial|locked by another", RegexOptions.IgnoreCase)]
    private static partial Regex Busy();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
