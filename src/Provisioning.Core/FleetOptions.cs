namespace Provisioning;

/// <summary>How many devices are worked on together, and when to stop. The defaults go through all of them.</summary>
public sealed record FleetOptions
{
    /// <summary>
    /// How many devices go first, by themselves; when one of them fails, no other is begun. Default 0: none goes first.
    /// </summary>
    public int Canaries { get; init; }

    /// <summary>How many devices are in a batch; the next one is begun when all of a batch have ended. Null, the default: no batches.</summary>
    public int? BatchSize { get; init; }

    /// <summary>No other device is begun when so many have failed, at least 1. Null, the default: however many.</summary>
    public int? StopAfterFailures { get; init; }

    /// <summary>
    /// No other device is begun when more than one, and more than so many percent of the devices that have ended, have failed.
    /// More than 0, at most 100. Null, the default: however many.
    /// </summary>
    public double? StopAfterPercent { get; init; }

    /// <summary>
    /// How often a device is tried again that could not be reached, was lost, silent or busy, and is known to be untouched.
    /// Default 0. Never after a candidate was left or a commit was sent.
    /// </summary>
    public int Retries { get; init; }

    /// <summary>The pause before a device is tried again. Default 10 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A device that has not come to its commit in this time, with all its tries, fails. From the commit on its run finishes,
    /// verifies or rolls back under the confirm timeout. Null, the default: no deadline.
    /// </summary>
    public TimeSpan? DeviceDeadline { get; init; }

    /// <summary>As <see cref="DeviceDeadline"/>, for all devices together; those not begun by then are skipped.</summary>
    public TimeSpan? RunDeadline { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it.</exception>
    internal void Check()
    {
        AtLeast(0, Canaries, nameof(Canaries));
        AtLeast(1, BatchSize ?? 1, nameof(BatchSize));
        AtLeast(1, StopAfterFailures ?? 1, nameof(StopAfterFailures));
        AtLeast(0, Retries, nameof(Retries));
        if (StopAfterPercent is { } percent && percent is not (> 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(StopAfterPercent), percent, $"{nameof(StopAfterPercent)} is {percent}; it must be more than 0 and at most 100.");
        }

        Time(RetryDelay, nameof(RetryDelay), allowZero: true);
        Time(DeviceDeadline, nameof(DeviceDeadline), allowZero: false);
        Time(RunDeadline, nameof(RunDeadline), allowZero: false);
    }

    private static void AtLeast(int least, int value, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least {least}.");
        }
    }

    private static void Time(TimeSpan? value, string name, bool allowZero)
    {
        if (value is { } time && (time < TimeSpan.Zero || (time == TimeSpan.Zero && !allowZero) || time > TimeSpan.FromDays(30)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {time}; it must be {(allowZero ? "at least" : "more than")} 0 and at most 30 days.");
        }
    }
}
