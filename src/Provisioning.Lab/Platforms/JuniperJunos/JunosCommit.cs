namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>An entry of the commit history.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Time">When it was committed.</param>
/// <param name="User">By whom.</param>
/// <param name="Client">By what, e.g. <c>cli</c>.</param>
internal sealed record JunosCommit(JunosNode Config, DateTimeOffset Time, string User, string Client)
{
    /// <summary>What Junos itself says of it; it stays when a pending commit was confirmed (recorded).</summary>
    public string? Comment { get; init; }

    /// <summary>The committer's message.</summary>
    public string? Log { get; init; }

    /// <summary>When it is undone unless confirmed; null when it does not wait for that.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
