namespace Provisioning.Drivers.Cli;

/// <summary>
/// Ends what takes too long. One timer is used again and again, as one for every read would be most of the work of reading.
/// Not for concurrent use.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class Deadline(TimeProvider clock) : IDisposable
{
    private CancellationTokenSource _timer = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>Does something, and cancels it when the time is over.</summary>
    /// <param name="time">How long it may take.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Cancels it earlier.</param>
    /// <exception cref="TimeoutException">The time was over; the message says for how long nothing came.</exception>
    public async ValueTask<T> WithinAsync<T>(TimeSpan time, Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            // A device that floods never makes a read wait, and what does not wait may not look.
            cancellationToken.ThrowIfCancellationRequested();

            // Over before the timer is made anew: nothing may cancel one that is disposed of.
            using var registration = cancellationToken.UnsafeRegister(static timer => ((CancellationTokenSource)timer!).Cancel(), _timer);
            _timer.CancelAfter(time);
            return await action(_timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"silent for {time.TotalSeconds:0} s");
        }
        finally
        {
            if (!_timer.TryReset())
            {
                _timer.Dispose();
                _timer = new(Timeout.InfiniteTimeSpan, clock);
            }
        }
    }

    public void Dispose() => _timer.Dispose();
}
