namespace Provisioning.Bench.Fleets;

/// <summary>How to reach the devices of a fleet.</summary>
/// <param name="User">A user who may log in to all.</param>
/// <param name="Password">The user's password.</param>
/// <param name="KnownHosts">A file with all host keys.</param>
/// <param name="Near">The ports of their sshds on 127.0.0.1.</param>
/// <param name="Far">The same ports behind a slow network.</param>
internal sealed record FleetLogin(string User, string Password, string KnownHosts, IReadOnlyList<int> Near, IReadOnlyList<int> Far);
