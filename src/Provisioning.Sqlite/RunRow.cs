using Microsoft.Data.Sqlite;
using Provisioning.Journals;

namespace Provisioning.Sqlite;

internal sealed record RunRow(RunStart Start) : IRow
{
    public void Insert(SqliteConnection connection, SqliteTransaction transaction) => connection.Run(
        transaction,
        """
        INSERT INTO run (run_id, device, trigger_kind, trigger_user, request_id, machine, process_id, operation, commits, confirm_timeout_s, at, undoes)
        VALUES ($run, $device, $kind, $user, $request, $machine, $process, $operation, $commits, $timeout, $at, $undoes)
        """,
        ("$run", Start.RunId),
        ("$device", Start.Device),
        ("$kind", Start.Trigger.Kind),
        ("$user", Start.Trigger.User),
        ("$request", Start.Trigger.RequestId),
        ("$machine", Environment.MachineName),
        ("$process", Environment.ProcessId),
        ("$operation", Start.Operation.ToString()),
        ("$commits", Start.Commits),
        ("$timeout", Start.ConfirmTimeout?.TotalSeconds),
        ("$at", Timestamps.Write(Start.At)),
        ("$undoes", Start.Undoes));
}
