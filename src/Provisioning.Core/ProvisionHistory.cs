using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Journals;
using Provisioning.Runs;
using Provisioning.Validations;

namespace Provisioning;

internal sealed class ProvisionHistory(
    Provisioner provisioner,
    DeviceValidator validator,
    ICredentialSource credentials,
    DeviceContextFactory contexts,
    ILogger<Provisioner> logger) : IProvisionHistory
{
    public Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter? filter = null, CancellationToken cancellationToken = default) =>
        Journal.ReadAsync(filter ?? new(), cancellationToken);

    public async Task<ProvisionResult> ResumeAsync(
        Device device, string runId, ProvisionTrigger? trigger = null, ILogger? log = null, CancellationToken cancellationToken = default)
    {
        var record = await FindAsync(device, runId, cancellationToken).ConfigureAwait(false);
        if (!record.IsInterrupted)
        {
            throw new JournalException(ErrorCode.RunNotFound, record.Outcome is { } outcome
                ? $"Run {runId} on '{device.Name}' ended by itself, {outcome}: there is nothing to resume."
                : $"Run {runId} on '{device.Name}' is still going on.");
        }

        var options = new ProvisionOptions
        {
            DryRun = !record.Start.Commits,
            ReplaceConfig = record.Start.Operation == Drivers.LoadOperation.Replace,
            ConfirmTimeout = record.Start.ConfirmTimeout,
            Trigger = trigger ?? ProvisionTrigger.Host,
            Logger = log,
        };
        var run = new ProvisionRun(device, options, logger, contexts.Settings, contexts.TimeProvider)
        {
            RunId = runId,
            Cancellation = cancellationToken,
            Pace = contexts.Pace,
            HealthChecks = [],
        };
        return await run.CompleteAsync(async () =>
        {
            await run.ReopenAsync(Journal, record).ConfigureAwait(false);
            await ResumeAsync(run, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public async Task<ProvisionResult> UndoAsync(
        Device device, string runId, ProvisionOptions? options = null, CancellationToken cancellationToken = default)
    {
        var record = await FindAsync(device, runId, cancellationToken).ConfigureAwait(false);
        var backup = await Journal.ReadBackupAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw NoBackup(record, " Get-DeviceProvision -Undoable lists the runs that can be undone.");
        if (record is { Outcome: not null, DeviceState: DeviceState.Untouched or DeviceState.RolledBack })
        {
            throw new JournalException(ErrorCode.RunNotFound, $"Run {runId} on '{device.Name}' left the device as it was, {record.DeviceState}: there is nothing to undo, and what differs from its backup now is not its change.");
        }

        var undo = new Undo(runId, new IntendedConfig(backup.Reveal(), $"the backup of run {runId}"));
        return await provisioner.RunAsync(device, (options ?? new()) with { ReplaceConfig = true }, undo, cancellationToken).ConfigureAwait(false);
    }

    private IProvisionJournal Journal => contexts.Journal
        ?? throw new JournalException(ErrorCode.JournalUnusable, "This host keeps no journal, so nothing is known of earlier runs. Register one (AddProvisionJournal).");

    private static JournalException NoBackup(RunRecord record, string advice = "") => new(
        ErrorCode.BackupMissing, $"The running config from before run {record.RunId} on '{record.Device}' is not in the journal: {(record.HasBackup ? "it cannot be unsealed" : "the run came to no commit, or its backup is no longer kept")}.{advice}");

    private async Task ResumeAsync(ProvisionRun run, CancellationToken cancellationToken)
    {
        // Read again: between the first reading and taking the device another process may have resumed it.
        var runs = await Journal.ReadAsync(new() { Device = run.Device.Name }, cancellationToken).ConfigureAwait(false);
        var record = runs.First(other => other.RunId == run.RunId);
        if (runs.TakeWhile(later => later != record).FirstOrDefault(later => later.SettlesDevice) is { } settled)
        {
            run.DeviceState = settled.DeviceState;
            throw new JournalException(ErrorCode.RunInterrupted, $"Run {run.RunId} was interrupted during {record.Reached}; the later run {settled.RunId} has brought '{run.Device.Name}' to a known state since. Nothing was done.");
        }

        var backup = await Journal.ReadBackupAsync(run.RunId, cancellationToken).ConfigureAwait(false);
        var platform = validator.Validate(run.Device, options: null);
        var credential = await credentials.GetAsync(run.Device, cancellationToken).ConfigureAwait(false);
        var context = contexts.Create(run.Device, platform, credential, run.Logger) with { RunId = run.RunId };
        run.Secrets = context.Secrets;
        var sessions = new SessionPool(run, platform, context);
        await using var closing = sessions.ConfigureAwait(false);
        if (record.Reached >= ProvisionStage.Commit)
        {
            await new Resumption(run, sessions, record, backup ?? throw NoBackup(record)).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await Resumption.CleanUpAsync(run, sessions, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RunRecord> FindAsync(Device device, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        var found = await Journal.ReadAsync(new() { RunId = runId }, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? throw new JournalException(ErrorCode.RunNotFound, $"The journal has no run '{runId}'. Get-DeviceProvision lists the runs that it has.")
            : string.Equals(found[0].Device, device.Name, StringComparison.OrdinalIgnoreCase) ? found[0]
            : throw new JournalException(ErrorCode.RunNotFound, $"Run {runId} was on '{found[0].Device}', not on '{device.Name}'.");
    }
}
