namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A commit, as <c>/system/configuration/commit</c> of the state lists it.</summary>
internal sealed class SrlCommit(int id, string candidate, bool isPrivate, string user, DateTimeOffset started)
{
    public int Id => id;

    public string Candidate => candidate;

    public bool IsPrivate => isPrivate;

    public string User => user;

    public DateTimeOffset Started => started;

    /// <summary>One of the statuses of srl_nokia-configuration.yang: <c>unconfirmed</c>, <c>complete</c>, <c>failed</c>.</summary>
    public string Status { get; set; } = "complete";

    public string? Comment { get; init; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>The running config before it; null unless its timer runs.</summary>
    public SrlConfig? Before { get; set; }

    public DateTimeOffset Deadline { get; set; }
}
