using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// The line by which a run marks its pending commit in the running config: an alias that does nothing to anybody. The device
/// puts it in with the change and takes it out when it goes back, so it tells whose a running commit timer is; and it makes
/// sure that <c>configure replace</c> has something to do when only its timer is wanted. Alias names are letters and digits.
/// </summary>
internal static partial class NxosMark
{
    /// <summary>Finds the line again, also for other runs: what <c>include</c> takes.</summary>
    public const string Include = "prv";

    public static string Line(string runId) => $"cli alias name prv{runId} show config-replace status";

    public static string Removal(string runId) => $"no cli alias name prv{runId}";

    /// <summary>The run that a line marks; null when it is another line.</summary>
    public static string? RunId(string line) => Pattern().Match(line.Trim()) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a line, also one of a patch, is a mark.</summary>
    public static bool Is(string line) => InPatch().IsMatch(line);

    [GeneratedRegex(@"^cli alias name prv([0-9a-f]{8}) show config-replace status$")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\W*(?:no )?cli alias name prv[0-9a-f]{8}(?: show config-replace status)?\W*$")]
    private static partial Regex InPatch();
}
