namespace Provisioning.Runs;

/// <summary>
/// Keeps new connections apart, since each is a question to the network's AAA servers. Those of a change under way count
/// too, but never wait: the device's timer runs.
/// </summary>
internal sealed class ConnectionPace(ProvisioningSettings settings, TimeProvider timeProvider) : IDisposable
{
    private readonly object _gate = new();

    // One waits for the time, the others for that one.
    private readonly SemaphoreSlim _turn = new(1);

    // On a clock that nobody turns.
    private long _next = long.MinValue;

    /// <summary>Waits for the turn of a device's first connection. Who gives up has taken no turn, so nobody waits for it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (settings.ConnectionsPerSecond is null)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (UntilNext() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            Take();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts a further connection of a device, which does not wait.</summary>
    public void Count()
    {
        lock (_gate)
        {
            UntilNext();
            Take();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>How long it is to the next turn; one that nobody used is lost.</summary>
    private TimeSpan UntilNext()
    {
        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            _next = Math.Max(_next, now);
            return timeProvider.GetElapsedTime(now, _next);
        }
    }

    private void Take()
    {
        lock (_gate)
        {
            _next += settings.ConnectionsPerSecond is { } rate ? (long)(timeProvider.TimestampFrequency / rate) : 0;
        }
    }
}
