using Provisioning.Errors;

namespace Provisioning.Journals;

/// <summary>A run as the journal tells it.</summary>
public sealed record RunRecord
{
    /// <summary>Who wanted what.</summary>
    public required RunStart Start { get; init; }

    /// <summary>Its entries, the first one first; empty when it was broken off at its very beginning.</summary>
    public required IReadOnlyList<JournalEntry> Entries { get; init; }

    /// <summary>
    /// Whether its process ended before it did, or it ended without knowing what is true of the device, so that it wants to be
    /// resumed. False while somebody on this machine is at work on the device.
    /// </summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Whether the running config before its commit can be had.</summary>
    public required bool HasBackup { get; init; }

    /// <summary>The run's id.</summary>
    public string RunId => Start.RunId;

    /// <summary>The device's name.</summary>
    public string Device => Start.Device;

    /// <summary>When it began, by the clock of the machine.</summary>
    public DateTimeOffset StartedAt => Start.At;

    /// <summary>The stage that began last.</summary>
    public ProvisionStage Stage => Entries.Count == 0 ? ProvisionStage.Validate : Entries[^1].Stage;

    /// <summary>
    /// What is true of the device at the run's end. Of a run that has not ended, what may be by the stage that it had begun: from the
    /// commit on only the device knows.
    /// </summary>
    public DeviceState DeviceState => Outcome is null ? StateByStage : Entries[^1].DeviceState;

    /// <summary>What may be true of the device, as far as the stage tells that was begun.</summary>
    internal DeviceState StateByStage => Reached < ProvisionStage.Load ? DeviceState.Untouched
        : Reached < ProvisionStage.Commit ? DeviceState.CandidateLoaded
        : DeviceState.Unknown;

    /// <summary>How it ended; null when it did not.</summary>
    public ProvisionOutcome? Outcome => Entries.Count == 0 ? null : Entries[^1].Outcome;

    /// <summary>Why it did not succeed; secrets are masked.</summary>
    public ProvisionError? Error => Entries.Count == 0 ? null : Entries[^1].Error;

    /// <summary>The farthest stage that was begun, by the run or by who resumed it.</summary>
    public ProvisionStage Reached => Entries.Select(entry => entry.Stage).DefaultIfEmpty().Max();

    /// <summary>The hash of the running config that the run found right after its commit; null when it did not come to that.</summary>
    internal string? VerifiedHash => Entries.FirstOrDefault(entry => entry.Stage is ProvisionStage.Confirm or ProvisionStage.Save)?.RunningHash;

    /// <summary>
    /// Whether it left the device with a config of its own, running and startup. One that found nothing to change saved nothing, and one
    /// that rolled back left what an earlier run had left.
    /// </summary>
    internal bool SettlesDevice => Outcome == ProvisionOutcome.Changed;
}
