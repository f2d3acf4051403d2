namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>The configuration sessions of a device.</summary>
/// <param name="States">The state of each, by name.</param>
/// <param name="Users">Who is in each at this moment, by the session's name, as a message may show it; sessions without anybody are not in it.</param>
/// <param name="Pending">The name of the one whose commit waits for its confirmation.</param>
/// <param name="CommitBy">When its timer ends, in seconds of the device's uptime or since 1970, where it says so.</param>
internal sealed record EosSessions(
    IReadOnlyDictionary<string, string> States, IReadOnlyDictionary<string, string> Users, string? Pending, double? CommitBy)
{
    /// <summary>Whether a session waits to be committed or aborted.</summary>
    public bool IsOpen(string name) =>
        name != Pending && States.TryGetValue(name, out var state) && state.Equals("pending", StringComparison.OrdinalIgnoreCase);
}
