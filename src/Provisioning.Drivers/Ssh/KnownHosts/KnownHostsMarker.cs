namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>What a known_hosts line says of its key.</summary>
internal enum KnownHostsMarker
{
    /// <summary>The host has this key.</summary>
    Trusted,

    /// <summary>This key must never be accepted.</summary>
    Revoked,

    /// <summary>This key signs the host's certificates; certificates are not supported, so the line trusts nothing.</summary>
    CertAuthority,
}
