namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A place that nobody leaves before all have arrived.</summary>
internal sealed class Meeting(int all) : IDisposable
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public Task ArriveAsync()
    {
        if (Interlocked.Increment(ref _arrived) == all)
        {
            _complete.TrySetResult();
        }

        return _complete.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _complete.TrySetCanceled();
}
