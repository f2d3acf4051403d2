namespace Provisioning.Lab;

/// <summary>The kinds of writes that a journal tells apart.</summary>
public enum LabWrite
{
    /// <summary>A candidate was created.</summary>
    CandidateOpened,

    /// <summary>A line was accepted into a candidate.</summary>
    CandidateLine,

    /// <summary>A candidate was emptied, e.g. before a replace.</summary>
    CandidateCleared,

    /// <summary>A candidate was thrown away.</summary>
    CandidateAborted,

    /// <summary>A candidate became the running config.</summary>
    Committed,

    /// <summary>A commit started to wait for its confirmation; the text is the time it has.</summary>
    TimerStarted,

    /// <summary>A waiting commit was confirmed.</summary>
    Confirmed,

    /// <summary>A waiting commit was undone on request.</summary>
    Reverted,

    /// <summary>A waiting commit was undone because its time was over.</summary>
    TimerExpired,

    /// <summary>A line was accepted into the running config directly.</summary>
    RunningLine,

    /// <summary>The running config was replaced by a file.</summary>
    RunningReplaced,

    /// <summary>The running config was changed by <see cref="LabDevice.ChangeRunning"/>.</summary>
    OutOfBand,

    /// <summary>The startup config was written.</summary>
    Saved,

    /// <summary>A file was written; the text is its name.</summary>
    FileWritten,

    /// <summary>A file was deleted; the text is its name.</summary>
    FileDeleted,
}
