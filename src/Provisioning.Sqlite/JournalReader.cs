using Microsoft.Data.Sqlite;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite;

/// <summary>Reads runs with their entries.</summary>
internal sealed class JournalReader(SqliteConnection connection, DeviceLocks locks)
{
    // A run that is not in a known state has no last entry with an outcome, or one that does not say what is true of the device.
    private const string Runs = """
        SELECT run_id, device, trigger_kind, trigger_user, request_id, operation, commits, confirm_timeout_s, at, undoes,
            EXISTS (SELECT 1 FROM backup WHERE backup.run_id = run.run_id) AS has_backup,
            EXISTS (SELECT 1 FROM run AS later WHERE later.device = run.device AND later.id > run.id) AS has_later
        FROM run
        WHERE ($run IS NULL OR run_id = $run) AND ($device IS NULL OR device = $device)
            AND (NOT $open OR COALESCE((
                SELECT outcome IS NULL OR device_state IN ('CandidateLoaded', 'CommitPending', 'Unknown')
                FROM entry WHERE entry.run_id = run.run_id ORDER BY entry.id DESC LIMIT 1), 1))
        ORDER BY id DESC
        """;

    private const string Entries = """
        SELECT at, stage, device_state, intended_hash, diff_hash, running_hash, rolling_back,
            resumed_kind, resumed_user, resumed_request, outcome, error_code, error_message
        FROM entry WHERE run_id = $run ORDER BY id
        """;

    public IReadOnlyList<RunRecord> Read(RunFilter filter, CancellationToken cancellationToken)
    {
        var found = new List<RunRecord>();
        using var command = connection.Command(null, Runs, ("$run", filter.RunId), ("$device", filter.Device), ("$open", filter.Interrupted));
        using var rows = command.ExecuteReader();
        while (found.Count < (filter.Latest ?? int.MaxValue) && rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = ReadRun(rows);
            if (run.IsInterrupted || !filter.Interrupted)
            {
                found.Add(run);
            }
        }

        return found;
    }

    private RunRecord ReadRun(SqliteDataReader row)
    {
        var start = new RunStart(
            Text(row, 0)!,
            Text(row, 1)!,
            new(Text(row, 2)!, Text(row, 3), Text(row, 4)),
            Enum.Parse<LoadOperation>(Text(row, 5)!),
            row.GetBoolean(6),
            row.IsDBNull(7) ? null : TimeSpan.FromSeconds(row.GetDouble(7)),
            Timestamps.Read(Text(row, 8)!)) { Undoes = Text(row, 9) };
        var entries = ReadEntries(start.RunId);
        var isOpen = entries.Count == 0 || entries[^1] is { Outcome: null } or { DeviceState: DeviceState.CandidateLoaded or DeviceState.CommitPending or DeviceState.Unknown };

        // A device has one run at a time, so whoever has it now has it for its latest one.
        return new()
        {
            Start = start,
            Entries = entries,
            HasBackup = row.GetBoolean(10),
            IsInterrupted = isOpen && (row.GetBoolean(11) || !locks.IsHeld(start.Device)),
        };
    }

    private List<JournalEntry> ReadEntries(string runId)
    {
        var entries = new List<JournalEntry>();
        using var command = connection.Command(null, Entries, ("$run", runId));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            entries.Add(ReadEntry(rows));
        }

        return entries;
    }

    private static JournalEntry ReadEntry(SqliteDataReader row) =>
        new(Timestamps.Read(Text(row, 0)!), Enum.Parse<ProvisionStage>(Text(row, 1)!), Enum.Parse<DeviceState>(Text(row, 2)!))
        {
            IntendedHash = Text(row, 3),
            DiffHash = Text(row, 4),
            RunningHash = Text(row, 5),
            RollingBack = row.GetBoolean(6),
            ResumedBy = Text(row, 7) is { } kind ? new(kind, Text(row, 8), Text(row, 9)) : null,
            Outcome = Text(row, 10) is { } outcome ? Enum.Parse<ProvisionOutcome>(outcome) : null,
            Error = Text(row, 11) is { } code ? new(Code(code), Text(row, 12) ?? "") : null,
        };

    private static ErrorCode Code(string id) => ErrorCode.All.FirstOrDefault(code => code.Id == id) ?? new(id, "Other");

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
