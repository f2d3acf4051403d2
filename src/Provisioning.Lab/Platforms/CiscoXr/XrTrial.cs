using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>A commit that waits for its confirmation.</summary>
/// <param name="Row">Its own row among the sessions (recorded on 24.3.1: client <c>commit-confirm</c>).</param>
/// <param name="Session">The session that committed, the only one that can confirm (recorded on 24.3.1).</param>
/// <param name="Before">What the device goes back to.</param>
/// <param name="Deadline">When.</param>
internal sealed record XrTrial(XrSession Row, XrSession Session, ConfigSection Before, DateTimeOffset Deadline)
{
    /// <summary>What NETCONF calls it, where it may be confirmed by others than its session.</summary>
    public string? PersistId { get; init; }
}
