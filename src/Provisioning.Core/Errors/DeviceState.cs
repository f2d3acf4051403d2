namespace Provisioning.Errors;

/// <summary>What is true of a device's configuration when a run has ended.</summary>
public enum DeviceState
{
    /// <summary>Running and startup are as they were.</summary>
    Untouched,

    /// <summary>A candidate of ours may be left on the device; running and startup are as they were.</summary>
    CandidateLoaded,

    /// <summary>
    /// A commit of ours may wait for its confirmation, which nobody gives any more: at the latest when its timer has ended, the device has
    /// its old config.
    /// </summary>
    CommitPending,

    /// <summary>The running config has the change for good; the result's error says whether startup has it.</summary>
    Committed,

    /// <summary>Changed, then brought back; running was read again and is as it was.</summary>
    RolledBack,

    /// <summary>Could not be found out; the error says what was tried and seen.</summary>
    Unknown,
}
