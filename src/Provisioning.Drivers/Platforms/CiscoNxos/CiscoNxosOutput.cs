using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>Reads what NX-OS prints.</summary>
internal static partial class CiscoNxosOutput
{
    /// <summary>A config without the lines that differ from one reading to the next, and without this library's marks.</summary>
    public static string Config(IReadOnlyList<string> output)
    {
        var body = new List<string>();
        var isBehindMark = false;
        foreach (var line in output.Select(line => line.TrimEnd()).Where(line => !Header().IsMatch(line)))
        {
            // A mark may stand between two empty lines, where there is one without it.
            if (!NxosMark.Is(line) && !(line.Length == 0 && isBehindMark && body is [.., ""]))
            {
                body.Add(line);
            }

            isBehindMark = NxosMark.Is(line);
        }

        return string.Join('\n', body.SkipWhile(line => line.Length == 0)).TrimEnd('\n') + "\n";
    }

    /// <summary>Whether a command is unknown to the device.</summary>
    public static bool IsUnknown(IReadOnlyList<string> output) =>
        output.FirstOrDefault(line => line.Length > 0 && line.Trim() != "^") is { } first && Unknown().IsMatch(first);

    /// <summary>Reads <c>show config-replace status</c> and <c>show running-config | include prv</c>.</summary>
    public static NxosPending Pending(IReadOnlyList<string> status, IReadOnlyList<string> marks)
    {
        var timer = status.FirstOrDefault(line => Timer().IsMatch(line) && !TimerEnded().IsMatch(line));
        return new(!IsUnknown(status), timer is not null, timer is null ? null : Seconds(timer), [.. marks.Select(NxosMark.RunId).OfType<string>()]);
    }

    /// <summary>
    /// The commands of a patch, as <c>configure replace ... show-patch</c> and <c>show diff rollback-patch</c> print them; empty
    /// when there is nothing to change.
    /// </summary>
    public static string Patch(IReadOnlyList<string> output)
    {
        var commands = output.Select(line => line.Trim('`').TrimEnd()).Where(line => !Chatter().IsMatch(line) && !NxosMark.Is(line)).ToList();
        return commands.All(line => Frame().IsMatch(line)) ? "" : string.Join('\n', commands).TrimEnd('\n') + "\n";
    }

    /// <summary>The MD5 sum that <c>show file ... md5sum</c> prints; null when there is none.</summary>
    public static string? Md5(IReadOnlyList<string> output) =>
        output.Select(line => Md5Sum().Match(line)).FirstOrDefault(match => match.Success)?.Value.ToLowerInvariant();

    /// <summary>Whether a text is a checkpoint file, which <c>rollback</c> takes and <c>configure replace</c> does not.</summary>
    public static bool IsCheckpoint(string text) => CheckpointHeader().IsMatch(text);

    /// <summary>A confirm timeout as NX-OS takes it, in whole seconds and never shorter than asked for.</summary>
    public static string Timeout(TimeSpan timeout) => Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? Seconds(string line) => Number().Match(line) is { Success: true } match
        ? TimeSpan.FromSeconds(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    // Recorded headers (9.2 and 9.3), and "Startup config saved at".
    [GeneratedRegex(@"^!(?:Command:|Time:|Running configuration last done at:|No configuration change since last restart|Startup config saved at:)")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s*(?:% ?)?Invalid (?:command|parameter|number)\b")]
    private static partial Regex Unknown();

    // That the status tells of a running timer, and in which words, is unconfirmed: anything that speaks of one is taken for it.
    [GeneratedRegex(@"commit[ -]?(?:timer|time-?out)|waiting for commit|configure replace commit", RegexOptions.IgnoreCase)]
    private static partial Regex Timer();

    [GeneratedRegex(@"expired|not running|not configured|disabled|stopped|committed|\bnone\b|: *0\b", RegexOptions.IgnoreCase)]
    private static partial Regex TimerEnded();

    [GeneratedRegex(@"(?<!\d)(\d+) ?s(?:ec|\b)")]
    private static partial Regex Number();

    // Recorded on 9.3(1); "#Generating Rollback Patch" and "!!" are in Cisco's guide.
    [GeneratedRegex(@"^\s*$|^\s*!|^\.+$|^=+$|^-+$|^#?(?:Collecting|Converting|Generating|Executing|Validating)\b|^Version (?:match|mismatch)|^Pre-check for|^Rollback Patch is Empty|^(?:ADVISORY|Note)\b|^Skip non dme command")]
    private static partial Regex Chatter();

    [GeneratedRegex(@"^\s*(?:(?:config t(?:erminal)?|exit|end)\s*)?$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"\b[0-9a-fA-F]{32}\b")]
    private static partial Regex Md5Sum();

    [GeneratedRegex(@"\A\s*!Command: Checkpoint cmd\b")]
    private static partial Regex CheckpointHeader();
}
