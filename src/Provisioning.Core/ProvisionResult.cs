using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning;

/// <summary>What a run on one device did, and what is true of the device now.</summary>
public sealed record ProvisionResult
{
    /// <summary>The device's name.</summary>
    public required string Device { get; init; }

    /// <summary>The run's id; every log line of the run carries it.</summary>
    public required string RunId { get; init; }

    /// <summary>How it ended.</summary>
    public required ProvisionOutcome Outcome { get; init; }

    /// <summary>What is true of the device.</summary>
    public required DeviceState DeviceState { get; init; }

    /// <summary>The stage that was reached: the one that failed, or <see cref="ProvisionStage.Done"/>.</summary>
    public required ProvisionStage Stage { get; init; }

    /// <summary>Whether nothing was to be committed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Merge or replace.</summary>
    public required LoadOperation Operation { get; init; }

    /// <summary>Who asked.</summary>
    public required ProvisionTrigger Trigger { get; init; }

    /// <summary>What the candidate would change; null when the run did not come that far. Secrets are masked.</summary>
    public ConfigDiff? Diff { get; init; }

    /// <summary>What the commit did change: running before and after, compared by us. Secrets are masked.</summary>
    public ConfigDiff? AppliedDiff { get; init; }

    /// <summary>The SHA-256 of the intended config, in lower-case hexadecimal digits; null when the run did not come that far.</summary>
    public string? IntendedHash { get; init; }

    /// <summary>As <see cref="IntendedHash"/>, of the running config that was read last; null when none was read.</summary>
    public string? RunningHash { get; init; }

    /// <summary>What protected the commit; null when none was sent.</summary>
    public CommitProtection? Protection { get; init; }

    /// <summary>The running config before the commit; null when none was sent. It holds the device's secrets: it shows by <c>Reveal</c> only.</summary>
    public Secret? Backup { get; init; }

    /// <summary>Why, when the outcome is RolledBack, Failed or Skipped.</summary>
    public ProvisionError? Error { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long each stage took, in order; a stage entered twice is added up.</summary>
    public IReadOnlyList<StageTiming> Timings { get; init; } = [];

    /// <summary>How often the device was tried; the result is that of the last try. 0 when it was not begun.</summary>
    public int Tries { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the device is known to be as intended, or would be: Unchanged, WouldChange or Changed.</summary>
    public bool Succeeded => Outcome is ProvisionOutcome.Unchanged or ProvisionOutcome.WouldChange or ProvisionOutcome.Changed;
}
