using System.Xml.Linq;
using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// What the sessions of one run know together. A server tells neither whose commit waits for its confirmation nor what was
/// there before it, so the run remembers; it ends with the run's context.
/// </summary>
internal sealed class NetconfRun
{
    /// <summary>All of them.</summary>
    public NetconfSessions Sessions { get; } = new();

    /// <summary>The running config before this run's commit; null while nothing was committed.</summary>
    public XElement? Before { get; set; }

    /// <summary>Whether a commit of this run may wait for its confirmation.</summary>
    public bool IsPending { get; set; }

    /// <summary>The session that it is bound to; null when any session may confirm it.</summary>
    public NetconfClient? BoundTo { get; set; }

    /// <summary>Whether a confirmation was sent whose answer did not come.</summary>
    public bool ConfirmationSent { get; set; }

    /// <summary>Whether the candidate was edited without a lock, so that nobody discards it when the session dies.</summary>
    public bool EditedUnlocked { get; set; }

    /// <summary>Nothing waits any more.</summary>
    public void Settle() => (IsPending, BoundTo, ConfirmationSent) = (false, null, false);
}
