namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>What known_hosts says of a host's key, and on which line.</summary>
internal readonly record struct HostKeyVerdict(HostKeyStatus Status, int? Line = null);
