using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Provisioning.Errors;

namespace Provisioning.Sqlite;

/// <summary>Writes rows, those that wait together as one transaction: many devices share one wait for the disk.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly JournalFile _file;
    private readonly SqliteConnection _connection;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Task _writing;

    /// <exception cref="JournalException">The journal cannot be used.</exception>
    public JournalWriter(JournalFile file)
    {
        _file = file;
        _connection = file.Open();
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Returns when the row is written, with <paramref name="flush"/> when it is on disk.</summary>
    /// <exception cref="JournalException">It could not be written.</exception>
    public Task WriteAsync(IRow row, bool flush)
    {
        var waiting = new Waiting(row, flush, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(waiting)
            ? waiting.Done.Task
            : throw new JournalException(ErrorCode.JournalUnusable, $"The journal '{_file.Path}' is closed.");
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
        _connection.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Waiting>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            // One row that is refused must not cost the others theirs.
            if (Write(batch) is not null && batch.Count > 1)
            {
                batch.ForEach(waiting => Write([waiting]));
            }

            batch.Clear();
        }
    }

    // Whatever goes wrong is told to who waits: an exception that ended the loop would leave everybody waiting.
    private Exception? Write(List<Waiting> batch)
    {
        try
        {
            _file.Guard(() => Commit(batch));
            batch.ForEach(waiting => waiting.Done.TrySetResult());
            return null;
        }
        catch (Exception exception)
        {
            if (batch.Count == 1)
            {
                batch[0].Done.TrySetException(exception as JournalException ?? new(ErrorCode.JournalUnusable, $"The journal '{_file.Path}' cannot be written: {exception.Message}", exception));
            }

            return exception;
        }
    }

    private bool Commit(List<Waiting> batch)
    {
        // In WAL mode the one waits for the disk at each commit, all that was written before included; the other never does.
        _connection.Run(null, batch.Exists(waiting => waiting.Flush) ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        using var transaction = _connection.BeginTransaction(deferred: false);
        batch.ForEach(waiting => waiting.Row.Insert(_connection, transaction));
        transaction.Commit();
        return true;
    }

    private sealed record Waiting(IRow Row, bool Flush, TaskCompletionSource Done);
}
