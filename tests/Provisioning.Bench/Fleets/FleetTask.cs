namespace Provisioning.Bench.Fleets;

/// <summary>What a client is to do.</summary>
/// <param name="Work"><c>exchange</c> on every device, a whole run (<c>provision</c>), or open and <c>hold</c> a session to each at once.</param>
/// <param name="Ports">The devices' ports on 127.0.0.1.</param>
/// <param name="Workers">How many at once.</param>
internal sealed record FleetTask(string Work, IReadOnlyList<int> Ports, int Workers);
