using Provisioning.Inventories;

namespace Provisioning.Runs;

/// <summary>
/// Reads devices one after the other, to the end even of a run that is to stop, for each is to be told of. After the stop it
/// gives up on an inventory that gives no next one in <see cref="Grace"/>, whether that heeds its token or not.
/// </summary>
internal sealed class DeviceReader : IAsyncDisposable
{
    /// <summary>Time for a slow inventory, e.g. a page of an API.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _givenUp;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _stopping;
    private readonly CancellationTokenRegistration _abandoning;
    private readonly IAsyncEnumerator<Device> _source;
    private Task<bool> _next = Task.FromResult(true);

    /// <param name="devices">The inventory.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">When the run is to stop.</param>
    /// <param name="abandoned">When nobody wants to hear of any device any more.</param>
    public DeviceReader(IAsyncEnumerable<Device> devices, TimeProvider time, CancellationToken stop, CancellationToken abandoned)
    {
        _stop = stop;
        _givenUp = new(Timeout.InfiniteTimeSpan, time);
        _source = devices.GetAsyncEnumerator(_givenUp.Token);
        _stopping = stop.Register(() => _givenUp.CancelAfter(Grace));
        _abandoning = abandoned.Register(_givenUp.Cancel);
    }

    public Device Current => _source.Current;

    /// <exception cref="OperationCanceledException">It gave up.</exception>
    public Task<bool> MoveNextAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            _givenUp.CancelAfter(Grace);
        }

        _next = _source.MoveNextAsync().AsTask();
        return _next.WaitAsync(_givenUp.Token);
    }

    /// <summary>An inventory that still works on its next device is closed when it has ended that, and not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.DisposeAsync().ConfigureAwait(false);
        await _abandoning.DisposeAsync().ConfigureAwait(false);
        if (_next.IsCompleted)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _ = CloseLaterAsync();
        }

        _givenUp.Dispose();
    }

    private async Task CloseLaterAsync()
    {
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _source.DisposeAsync().ConfigureAwait(false);
    }
}
