using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Runs;

/// <summary>Ends a run whose process died at its commit or later: what it had verified is finished, anything else goes back.</summary>
internal sealed class Resumption(ProvisionRun run, SessionPool sessions, RunRecord record, Secret backup)
{
    private readonly string _before = backup.Reveal();

    /// <summary>For a run that did not come to its commit: at most a candidate is left.</summary>
    /// <exception cref="JournalException">Always, as the run did not do what it was to do.</exception>
    public static async Task CleanUpAsync(ProvisionRun run, SessionPool sessions, CancellationToken cancellationToken)
    {
        if (run.DeviceState != DeviceState.Untouched)
        {
            var session = await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            await session.CleanUpAsync(cancellationToken).ConfigureAwait(false);
            run.DeviceState = DeviceState.Untouched;
        }

        throw new JournalException(ErrorCode.RunInterrupted, $"Run {run.RunId} was interrupted during {run.Stage}, before its commit. Nothing of it is left on '{run.Device.Name}'.");
    }

    /// <summary>Returns when the run's change stands, confirmed and saved.</summary>
    /// <exception cref="ProvisioningException">It does not; the run's device state is what is true.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var goesBack = record.VerifiedHash is null || record.Entries.Any(entry => entry.RollingBack);
        try
        {
            var session = await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            await RefuseOthersChangeAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new JournalException(ErrorCode.Cancelled, $"Resuming run {run.RunId} on '{run.Device.Name}' was cancelled before anything was done; the run can be resumed again.");
        }

        run.RunningHash = record.VerifiedHash;
        run.Backup = backup;
        if (goesBack)
        {
            throw await GoBackAsync(Interrupted(), acknowledged: record.Reached > ProvisionStage.Commit).ConfigureAwait(false);
        }

        // As in a run: from here on the caller's cancellation no longer counts, and the device has so long to come back.
        var commit = new SafeCommit(run, sessions, intended: "", _before);
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, sessions.TimeProvider);
        try
        {
            await (run.Options.ConfirmTimeout is null ? Task.CompletedTask : commit.ConfirmAgainAsync(deadline.Token)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw await GoBackAsync(exception, acknowledged: true).ConfigureAwait(false);
        }

        run.DeviceState = DeviceState.Committed;
        await commit.SaveAsync().ConfigureAwait(false);
    }

    private Task<Exception> GoBackAsync(Exception cause, bool acknowledged) =>
        new Recovery(run, sessions, _before).RunAsync(cause, acknowledged);

    private JournalException Interrupted() => new(
        ErrorCode.RunInterrupted, $"Run {run.RunId} was interrupted during {record.Reached}, before its change was verified and confirmed, so '{run.Device.Name}' was to have its old config again; the applied diff shows what ran there in its place.");

    /// <summary>
    /// What was verified, or the config from before, is the run's, and what waits under its name before it was verified; a commit with a
    /// timer that waits no longer has gone back or was confirmed. Anything else is another's.
    /// </summary>
    private async Task RefuseOthersChangeAsync(IDeviceSession session, CancellationToken cancellationToken)
    {
        var pending = await sessions.GetPendingCommitAsync(session, cancellationToken).ConfigureAwait(false);
        var running = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        var isKnown = running == _before
            || (record.VerifiedHash is { } verified ? ConfigHash.Of(running) == verified : pending is not null || record.Start.ConfirmTimeout is null);
        run.AppliedDiff = ConfigDiff.Compute((_before, running), SafeCommit.BeforeToAfter, run.Secrets, cancellationToken);
        if (!isKnown || (pending is not null && pending.Owner != run.RunId))
        {
            run.DeviceState = DeviceState.Unknown;
            throw new RollbackException(
                ErrorCode.DeviceBusy,
                $"Run {run.RunId} was interrupted during {record.Reached}. '{run.Device.Name}' runs neither the config from before it nor the one that it verified, or somebody else's commit waits there ({pending?.Owner ?? "none waits"}): it was left alone. Compare the device with its intended config.");
        }
    }
}
