using Microsoft.Data.Sqlite;
using Provisioning.Journals;

namespace Provisioning.Sqlite;

internal sealed record EntryRow(string RunId, JournalEntry Entry, BackupRow? Backup) : IRow
{
    public void Insert(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.Run(
            transaction,
            """
            INSERT INTO entry (run_id, at, stage, device_state, intended_hash, diff_hash, running_hash, rolling_back,
                resumed_kind, resumed_user, resumed_request, outcome, error_code, error_message)
            VALUES ($run, $at, $stage, $state, $intended, $diff, $running, $rolling, $kind, $user, $request, $outcome, $code, $message)
            """,
            ("$run", RunId),
            ("$at", Timestamps.Write(Entry.At)),
            ("$stage", Entry.Stage.ToString()),
            ("$state", Entry.DeviceState.ToString()),
            ("$intended", Entry.IntendedHash),
            ("$diff", Entry.DiffHash),
            ("$running", Entry.RunningHash),
            ("$rolling", Entry.RollingBack),
            ("$kind", Entry.ResumedBy?.Kind),
            ("$user", Entry.ResumedBy?.User),
            ("$request", Entry.ResumedBy?.RequestId),
            ("$outcome", Entry.Outcome?.ToString()),
            ("$code", Entry.Error?.Code.Id),
            ("$message", Entry.Error?.Message));
        Backup?.Insert(connection, transaction);
    }
}
