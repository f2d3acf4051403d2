namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>What differs between simulated Cisco IOS XR devices.</summary>
public sealed record LabXrOptions
{
    /// <summary>
    /// The IOS XR version. Default <c>7.5.2</c>. Before 7, <c>commit</c> takes <c>comment</c> and <c>confirmed</c> only one at
    /// a time (source: ktbyers/netmiko issue 3626); from 24 on, the first line of a config is a comment (recorded on 24.3.1).
    /// </summary>
    public string Version { get; init; } = "7.5.2";

    /// <summary>What the prompt shows before the hostname. Default <c>RP/0/RP0/CPU0</c>.</summary>
    public string Node { get; init; } = "RP/0/RP0/CPU0";

    /// <summary>Whether <c>terminal exec prompt no-timestamp</c> is taken, which ends the time before each answer. Default true.</summary>
    public bool TimestampsCanBeTurnedOff { get; init; } = true;

    /// <summary>
    /// Whether <c>clear configuration sessions</c> on a commit's trial session undoes that commit at once. Default true, which
    /// is unconfirmed; when false, the command is refused for such a session.
    /// </summary>
    public bool ClearingEndsTrial { get; init; } = true;

    /// <summary>Whether <c>show configuration persistent</c> is known. Default true.</summary>
    public bool ShowsPersistent { get; init; } = true;

    /// <summary>Whether commits over NETCONF can wait for a confirmation. Default true.</summary>
    public bool ConfirmsOverNetconf { get; init; } = true;

    /// <summary>
    /// Further commands that it accepts, one a line in the grammar of <c>XrGrammar.txt</c>, under <c>[mode]</c> lines:
    /// <c>[config]</c> for the top, <c>[if]</c> for interfaces. Default none.
    /// </summary>
    public string ExtraGrammar { get; init; } = "";
}
