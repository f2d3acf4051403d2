using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite;

/// <summary>The journal in one SQLite file, with a lock file for each device beside it.</summary>
internal sealed class SqliteJournal(JournalOptions options) : IProvisionJournal, IDisposable
{
    private readonly DeviceLocks _locks = new(Path.Combine(options.Folder, "locks"));
    private readonly BackupSeal _seal = new(options.KeyFile ?? Path.Combine(options.Folder, "backup.key"));
    private readonly JournalFile _file = new(Path.Combine(options.Folder, "journal.db"));
    private readonly SemaphoreSlim _opening = new(1);
    private JournalWriter? _writer;

    public Task<IJournalRun> BeginAsync(RunStart run, CancellationToken cancellationToken) =>
        TakeAsync(run.RunId, run.Device, writer => writer.WriteAsync(new RunRow(run), flush: false), cancellationToken);

    public async Task<IJournalRun> ReopenAsync(string runId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(new() { RunId = runId }, cancellationToken).ConfigureAwait(false);
        return found.Count == 0
            ? throw new JournalException(ErrorCode.RunNotFound, $"The journal '{_file.Path}' has no run '{runId}'.")
            : await TakeAsync(runId, found[0].Device, _ => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter filter, CancellationToken cancellationToken) =>
        Task.Run(() => _file.Exists ? _file.Use(connection => new JournalReader(connection, _locks).Read(filter, cancellationToken)) : [], cancellationToken);

    public Task<Secret?> ReadBackupAsync(string runId, CancellationToken cancellationToken) => Task.Run(
        () => _file.Exists && _file.Use(connection => BackupRow.Read(connection, runId)) is { } box ? _seal.Open(box, runId) : null,
        cancellationToken);

    public void Dispose()
    {
        _writer?.Dispose();
        _opening.Dispose();
    }

    private async Task<IJournalRun> TakeAsync(string runId, string device, Func<JournalWriter, Task> begin, CancellationToken cancellationToken)
    {
        var writer = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var hold = await _locks.TakeAsync(device, cancellationToken).ConfigureAwait(false)
            ?? throw new JournalException(ErrorCode.DeviceBusy, await DescribeHolderAsync(device, cancellationToken).ConfigureAwait(false));
        try
        {
            await begin(writer).ConfigureAwait(false);
            return new SqliteJournalRun(runId, device, writer, new BackupShelf(_seal, options.BackupsPerDevice), hold);
        }
        catch (Exception)
        {
            await hold.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<string> DescribeHolderAsync(string device, CancellationToken cancellationToken)
    {
        var latest = await ReadAsync(new() { Device = device, Latest = 1 }, cancellationToken).ConfigureAwait(false);
        var holder = latest is [{ Outcome: null } run] ? $"run {run.RunId} of {run.Start.Trigger.User ?? run.Start.Trigger.Kind}, begun at {run.StartedAt:u}" : "another run";
        return $"'{device}' is being worked on by {holder}, in this or another process of this machine. It was left alone; try again when that has ended.";
    }

    private async Task<JournalWriter> OpenAsync(CancellationToken cancellationToken)
    {
        if (_writer is not null)
        {
            return _writer;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _writer ??= new JournalWriter(_file);
        }
        finally
        {
            _opening.Release();
        }
    }
}
