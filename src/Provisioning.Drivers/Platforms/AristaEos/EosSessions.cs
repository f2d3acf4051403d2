namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>The configuration sessions of a device.</summary>
/// <param name="States">The state of each, by name.</param>
/// <param name="Pending">The name of the one whose commit waits for its confirmation.</param>
/// <param name="CommitBy">When its timer ends, in seconds of the device's uptime, where the release says it so.</param>
internal sealed record EosSessions(IReadOnlyDictionary<string, string> States, string? Pending, double? CommitBy);
