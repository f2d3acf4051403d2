namespace Provisioning.Drivers.Ssh;

/// <summary>What to do with a device whose host key is not in known_hosts.</summary>
public enum HostKeyPolicy
{
    /// <summary>Refuse it.</summary>
    Strict,

    /// <summary>Trust it this once and add it to known_hosts. A changed or revoked key is refused all the same.</summary>
    TrustOnFirstUse,
}
