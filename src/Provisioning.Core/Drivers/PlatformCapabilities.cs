using Provisioning.Diffs;

namespace Provisioning.Drivers;

/// <summary>What a platform promises, declared before any connection and checked in validation.</summary>
public sealed record PlatformCapabilities
{
    /// <summary>The ways to reach a device, in the field's words; the first is the default. Default SSH.</summary>
    public IReadOnlyList<string> Transports { get; init; } = ["SSH"];

    /// <summary>The load operations it has.</summary>
    public required IReadOnlyList<LoadOperation> Operations { get; init; }

    /// <summary>Who computes a merge's diff; null where merging is not offered.</summary>
    public DiffOrigin? MergeDiff { get; init; }

    /// <summary>Who computes a replacement's diff; null where replacing is not offered.</summary>
    public DiffOrigin? ReplaceDiff { get; init; }

    /// <summary>Whether a loaded candidate can be checked on the device without a commit, beyond what loading checks.</summary>
    public bool Validate { get; init; }

    /// <summary>Whether a commit can be undone by the device itself when nobody confirms it.</summary>
    public bool CommitConfirm { get; init; }

    /// <summary>The shortest and longest confirm timeout the device takes.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) ConfirmTimeouts { get; init; } =
        (TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <summary>
    /// Whether a rollback has to stop the commit's timer before the old config is back, so that one that is cut short leaves
    /// the new config without a timer. Default false: the two are one act of the device.
    /// </summary>
    public bool RollbackStopsTimer { get; init; }

    /// <summary>Whether the device keeps a message with a commit.</summary>
    public bool CommitMessage { get; init; }

    /// <summary>Whether a commit is all or nothing on the device; where not, a failed one is rolled back.</summary>
    public bool AtomicCommit { get; init; }

    /// <summary>The stores whose text can be read.</summary>
    public IReadOnlyList<ConfigStore> Stores { get; init; } = [ConfigStore.Running, ConfigStore.Startup];
}
