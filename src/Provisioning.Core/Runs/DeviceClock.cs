namespace Provisioning.Runs;

/// <summary>Counts the time that one device has, with all its tries, and cancels when it is over.</summary>
/// <param name="limit">How long that is; null: for ever.</param>
/// <param name="time">The clock.</param>
internal sealed class DeviceClock(TimeSpan? limit, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _over = new(limit ?? Timeout.InfiniteTimeSpan, time);
    private TimeSpan? _left = limit;
    private long _since = time.GetTimestamp();

    public CancellationToken Over => _over.Token;

    /// <summary>Stands still: what others take is none of this device's time.</summary>
    public void Stop()
    {
        _left -= time.GetElapsedTime(_since);
        _over.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Goes on from where it stood.</summary>
    public void Continue()
    {
        _since = time.GetTimestamp();
        if (_left is { } left)
        {
            _over.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Dispose() => _over.Dispose();
}
