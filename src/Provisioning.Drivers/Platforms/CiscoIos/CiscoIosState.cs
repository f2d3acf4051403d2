namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>What a device tells of its files and of a change that waits for its confirmation.</summary>
internal sealed record CiscoIosState
{
    /// <summary>The file system, e.g. <c>flash:</c>.</summary>
    public required string FileSystem { get; init; }

    /// <summary>Its free bytes; null when the device does not tell.</summary>
    public long? Free { get; init; }

    /// <summary>The files of runs, with the device's time of their writing where it can be read.</summary>
    public IReadOnlyDictionary<string, DateTime?> Files { get; init; } = new Dictionary<string, DateTime?>();

    /// <summary>The change that waits for its confirmation; null when none does.</summary>
    public CiscoIosTimer? Timer { get; init; }

    /// <summary>Whether the device can undo a change by itself; it tells by knowing the command that shows the timer.</summary>
    public bool HasTimers { get; init; } = true;

    /// <summary>Whether <c>archive</c> is configured, without which no change can be undone by the device itself.</summary>
    public bool Archives { get; init; }

    /// <summary>The device's clock; null when it cannot be read.</summary>
    public DateTime? Clock { get; init; }
}

/// <summary>A "Rollback Confirmed Change" of IOS.</summary>
/// <param name="User">Who made it.</param>
/// <param name="Started">When, by the device's clock; null when it cannot be read.</param>
/// <param name="Length">How long it waits from then on; null when that cannot be told.</param>
internal sealed record CiscoIosTimer(string User, DateTime? Started, TimeSpan? Length);
