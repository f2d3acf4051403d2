namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>What <c>/system/configuration</c> of the state datastore tells (srl_nokia-configuration.yang).</summary>
/// <param name="Pending">The commit that waits for its confirmation; null when there is none.</param>
/// <param name="Candidates">The names of the candidates.</param>
/// <param name="Exclusive">Whoever holds a candidate exclusively, with its name; null when nobody does.</param>
/// <param name="Checkpoints">The names of the checkpoints.</param>
/// <param name="MostCheckpoints">How many are kept; the oldest is dropped for another one.</param>
/// <param name="DropsCheckpoints">Whether they come and go by themselves, one with every commit.</param>
internal sealed record SrlState(
    SrlPending? Pending,
    IReadOnlyList<string> Candidates,
    string? Exclusive,
    IReadOnlyList<string> Checkpoints,
    int MostCheckpoints,
    bool DropsCheckpoints);
