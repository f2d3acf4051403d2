using Microsoft.Data.Sqlite;

namespace Provisioning.Sqlite;

internal sealed record BackupRow(string RunId, string Device, byte[] Box, int PerDevice) : IRow
{
    public static byte[]? Read(SqliteConnection connection, string runId) =>
        (byte[]?)connection.Ask("SELECT box FROM backup WHERE run_id = $run", ("$run", runId));

    public void Insert(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.Run(
            transaction,
            "INSERT INTO backup (run_id, device, box) VALUES ($run, $device, $box)",
            ("$run", RunId),
            ("$device", Device),
            ("$box", Box));

        // By number, not by age: a clock that jumps must not cost a backup.
        connection.Run(
            transaction,
            "DELETE FROM backup WHERE id IN (SELECT id FROM backup WHERE device = $device COLLATE NOCASE ORDER BY id DESC LIMIT -1 OFFSET $keep)",
            ("$device", Device),
            ("$keep", PerDevice));
    }
}
