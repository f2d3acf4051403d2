using System.Threading.Channels;

namespace Provisioning.Module.Pipelines;

/// <summary>
/// Brings what background threads want to write to the pipeline's thread: PowerShell lets no other thread write. When the
/// pipeline stops, the work is cancelled and still awaited, because a commit that was begun must come to its end.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<PipelineMessage> _messages = Channel.CreateUnbounded<PipelineMessage>();

    public CancellationToken Stopping => _stop.Token;

    /// <summary>From any thread. After the work's end it does nothing: late log lines have no pipeline to go to.</summary>
    public void Post(Action act, Action? lost = null) => _messages.Writer.TryWrite(new(act, lost));

    public void Stop() => _stop.Cancel();

    /// <summary>Does the work in the background, and meanwhile, on this thread, what it posts.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        var done = Task.Run(() => CompleteAsync(work));
        using var messages = _messages.Reader.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable().GetEnumerator();
        while (messages.MoveNext())
        {
            try
            {
                messages.Current.Act();
            }
            catch (Exception)
            {
                // Ctrl-C, -ErrorAction Stop or a downstream Select-Object -First.
                _stop.Cancel();
                Drain(messages);
                throw;
            }
        }

        done.GetAwaiter().GetResult();
    }

    public void Dispose() => _stop.Dispose();

    private static void Drain(IEnumerator<PipelineMessage> messages)
    {
        do
        {
            messages.Current.Lost?.Invoke();
        }
        while (messages.MoveNext());
    }

    private async Task CompleteAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Stopping).ConfigureAwait(false);
        }
        finally
        {
            _messages.Writer.Complete();
        }
    }
}
