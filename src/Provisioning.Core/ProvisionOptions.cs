using Microsoft.Extensions.Logging;
using Provisioning.Drivers;
using Provisioning.Plans;
using Provisioning.Runs;

namespace Provisioning;

/// <summary>What a run may do. The defaults write nothing.</summary>
public sealed record ProvisionOptions
{
    /// <summary>Load, diff, discard; nothing is committed whatever the other options say. Default true.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The intended config becomes the whole config instead of being merged into the running one. Default false.</summary>
    public bool ReplaceConfig { get; init; }

    /// <summary>
    /// Commit when this is not a dry run. Default true. Not a dry run and no commit: load, diff, let the device validate, discard.
    /// </summary>
    public bool CommitChanges { get; init; } = true;

    /// <summary>A message for the device's commit history; ignored by platforms that keep none.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>
    /// The device undoes the commit by itself when it is not confirmed in this time. Default 5 minutes. Null commits for good
    /// at once, and is the only way on a platform without commit-confirm.
    /// </summary>
    public TimeSpan? ConfirmTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many devices are worked on at once when many are given, at least 1. Default 10.</summary>
    public int MaxConcurrency { get; init; } = 10;

    /// <summary>What holds for many devices together.</summary>
    public FleetOptions Fleet { get; init; } = new();

    /// <summary>Also reads the running config in a dry run, so that a plan can be made of the results. Default false.</summary>
    public bool ForPlan { get; init; }

    /// <summary>
    /// The reviewed changes: a device is changed only when its intended config, its running config and the diff are what the
    /// plan has, and it is not done where they are not. Its operation has to be the options'. Null, the default: no plan.
    /// </summary>
    public ProvisionPlan? Plan { get; init; }

    /// <summary>Who asked.</summary>
    public ProvisionTrigger Trigger { get; init; } = ProvisionTrigger.Host;

    /// <summary>The caller's log, so that one log tells the whole story; the engine's own when null.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>For a token that was cancelled: what the time was for that is over; null when the caller gave up.</summary>
    internal Func<string?>? OutOfTime { get; init; }

    /// <summary>The time that this device has; it stands still while the device waits for its turn to connect.</summary>
    internal DeviceClock? Clock { get; init; }

    /// <summary>Why no other device is to be connected to any more; null while there is no reason.</summary>
    internal Func<string?>? Stopped { get; init; }

    /// <summary>Whether this run commits.</summary>
    public bool Commits => !DryRun && CommitChanges;

    /// <summary>Merge or replace.</summary>
    public LoadOperation Operation => ReplaceConfig ? LoadOperation.Replace : LoadOperation.Merge;
}
