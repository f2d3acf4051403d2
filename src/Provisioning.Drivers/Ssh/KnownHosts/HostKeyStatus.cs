namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>What known_hosts says of a host's key.</summary>
internal enum HostKeyStatus
{
    /// <summary>It is the host's key.</summary>
    Known,

    /// <summary>There is no key of the host.</summary>
    Unknown,

    /// <summary>The host has other keys, this one is not among them.</summary>
    Changed,

    /// <summary>The key is marked as never to be accepted.</summary>
    Revoked,
}
