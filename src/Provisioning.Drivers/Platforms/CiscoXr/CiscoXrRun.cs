using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>
/// What the sessions of one run know of each other. IOS XR takes the confirmation of a commit only from the session that made
/// it, so the others go through that one.
/// </summary>
internal sealed class CiscoXrRun
{
    /// <summary>The session that made the commit which waits for its confirmation; null when there is none, or its connection is lost.</summary>
    public CiscoXrSession? Holder { get; set; }

    /// <summary>The device's ids of configuration sessions whose connection is lost; they stay on the device for minutes.</summary>
    public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Over NETCONF: the sessions.</summary>
    public NetconfSessions Netconf { get; } = new();

    /// <summary>Over NETCONF: whether a commit was sent that waits for its confirmation under the run's name.</summary>
    public bool PersistSent { get; set; }

    /// <summary>Over NETCONF: the newest commit before the run's own; null before the first load.</summary>
    public string? CommitBefore { get; set; }
}
