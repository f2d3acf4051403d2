namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>What a device tells of its commits.</summary>
/// <param name="History">The commits that it keeps, the latest first.</param>
/// <param name="Now">Its clock, in seconds since 1970.</param>
internal sealed record JunosState(IReadOnlyList<JunosCommitEntry> History, long Now)
{
    /// <summary>The latest commit; null when the device keeps none.</summary>
    public JunosCommitEntry? Latest => History.Count == 0 ? null : History[0];

    /// <summary>The commit that waits for its confirmation, with the time that it has, never below zero.</summary>
    public PendingCommit? Pending => Latest is { IsPending: true } latest
        ? new(latest.Owner, latest.RollbackAt is { } at ? TimeSpan.FromSeconds(Math.Max(0, at - Now)) : null)
        : null;
}
