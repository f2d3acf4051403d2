namespace Provisioning.Runs;

/// <summary>
/// Keeps new connections apart, since each is a question to the network's AAA servers. Those of a change under way count
/// too, but never wait: the device's timer runs.
/// </summary>
internal sealed class ConnectionPace(ProvisioningSettings settings, TimeProvider timeProvider)
{
    private readonly object _gate = new();

    // On a clock that nobody turns.
    private long _next = long.MinValue;

    /// <summary>Waits for the turn of a device's first connection.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = Take();
        return wait > TimeSpan.Zero ? Task.Delay(wait, timeProvider, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Counts a further connection of a device, which does not wait.</summary>
    public void Count() => Take();

    private TimeSpan Take()
    {
        if (settings.ConnectionsPerSecond is not { } rate)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            var turn = Math.Max(_next, now);
            _next = turn + (long)(timeProvider.TimestampFrequency / rate);
            return timeProvider.GetElapsedTime(now, turn);
        }
    }
}
