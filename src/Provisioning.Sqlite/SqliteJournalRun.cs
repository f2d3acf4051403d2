using Provisioning.Journals;

namespace Provisioning.Sqlite;

internal sealed class SqliteJournalRun(string runId, string device, JournalWriter writer, BackupShelf backups, IAsyncDisposable hold) : IJournalRun
{
    public Task WriteAsync(JournalEntry entry, bool flush) => writer.WriteAsync(
        new EntryRow(runId, entry, entry.Backup is { } backup ? backups.Row(runId, device, backup) : null), flush);

    public ValueTask DisposeAsync() => hold.DisposeAsync();
}
