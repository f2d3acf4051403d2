namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>What differs between simulated NETCONF servers.</summary>
public sealed record LabNetconfOptions
{
    /// <summary>Whether it knows base:1.1, and with it chunks. Default true.</summary>
    public bool Base11 { get; init; } = true;

    /// <summary>Whether it has a candidate. Default true.</summary>
    public bool Candidate { get; init; } = true;

    /// <summary>Whether its running configuration can be written directly (:writable-running); when null, whether it has no candidate.</summary>
    public bool? WritableRunning { get; init; }

    /// <summary>The version of :confirmed-commit, <c>1.0</c> or <c>1.1</c> (the default); null for none.</summary>
    public string? ConfirmedCommit { get; init; } = "1.1";

    /// <summary>Whether it has :rollback-on-error. Default true; else an edit that fails half-way leaves what it had done.</summary>
    public bool RollbackOnError { get; init; } = true;

    /// <summary>Whether it has a startup configuration of its own. Default true.</summary>
    public bool Startup { get; init; } = true;

    /// <summary>Whether it has :validate. Default true.</summary>
    public bool Validate { get; init; } = true;

    /// <summary>
    /// Whether edits that were validated are no longer committed, and the commit says ok all the same. Default false; recorded
    /// from yuma123 2.13.
    /// </summary>
    public bool ForgetsValidatedEdits { get; init; }

    /// <summary>Whether the default operation replace takes nothing away that the edit does not mention. Default false; recorded from yuma123 2.13.</summary>
    public bool ReplacesOnlyWhatIsMentioned { get; init; }

    /// <summary>Whether every commit says ok and does nothing. Default false.</summary>
    public bool CommitsNothing { get; init; }
}
