using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Runs;

/// <summary>After a commit that went wrong anywhere: finds out what is true of the device, and brings the old config back.</summary>
internal sealed class Recovery(ProvisionRun run, SessionPool sessions, string before)
{
    // Kept over all attempts: the one that finds the old config may not be the one that brought it back.
    private bool _changed;

    // The device answered the commit, but not with its success: the timer may be what it did not start.
    private bool _timerIsInDoubt;

    // From the first one on, what runs may be half of it, and the device's timer may be stopped for it.
    private bool _rollbackSent;

    /// <summary>Sets the run's device state and gives the exception to report.</summary>
    public async Task<Exception> RunAsync(Exception cause, bool acknowledged)
    {
        run.Logger.Recovering(run.Device.Name, run.Stage, run.Describe(cause).Message);
        await run.NoteRollingBackAsync().ConfigureAwait(false);
        _changed = acknowledged;
        _timerIsInDoubt = !acknowledged && cause is CommitException;
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, sessions.TimeProvider);
        try
        {
            await sessions.PersistAsync(session => BringBackAsync(session, deadline.Token), deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Unrecovered(cause, exception);
        }

        run.DeviceState = _changed ? DeviceState.RolledBack : DeviceState.Untouched;
        await sessions.CleanUpAsync(deadline.Token).ConfigureAwait(false);
        return cause;
    }

    private async Task BringBackAsync(IDeviceSession session, CancellationToken cancellationToken)
    {
        var pending = await sessions.GetPendingCommitAsync(session, cancellationToken).ConfigureAwait(false);
        var running = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        if (pending is not null && pending.Owner != run.RunId && running != before)
        {
            throw new RollbackException(
                ErrorCode.RollbackFailed,
                $"A commit of '{pending.Owner}' on '{run.Device.Name}' waits for its confirmation. Nothing was rolled back, for that would undo it too. Compare the running config with the intended one.");
        }

        if (pending is null && IsOthers(running))
        {
            throw new RollbackException(
                ErrorCode.RollbackFailed,
                $"The commit on '{run.Device.Name}' waits for its confirmation no more, and what runs is neither what it made nor the config from before: somebody has changed it since. Nothing was rolled back, for that would undo it too. Compare the running config with the intended one.");
        }

        if (pending?.Owner == run.RunId || running != before)
        {
            (_changed, _rollbackSent) = (true, true);
            await session.RollbackAsync(cancellationToken).ConfigureAwait(false);
            running = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        }

        if (running != before)
        {
            throw new RollbackException(
                ErrorCode.RollbackFailed,
                $"'{run.Device.Name}' rolled back, and its running config still is not what it was before the run. Compare it with the result's applied diff.");
        }
    }

    // A commit with a timer that waits no longer was confirmed, and runs as it was read behind the commit, or has gone back.
    private bool IsOthers(string running) =>
        run.Options.ConfirmTimeout is not null && !_rollbackSent && running != before
        && run.RunningHash != ConfigHash.Of(before) && run.RunningHash != ConfigHash.Of(running);

    private RollbackException Unrecovered(Exception cause, Exception exception)
    {
        var first = run.Describe(cause).Message;
        var second = run.Describe(exception).Message;
        if (_rollbackSent && sessions.RollbackStopsTimer && exception is ConnectionException or OperationCanceledException)
        {
            run.DeviceState = DeviceState.Unknown;
            return new(ErrorCode.RollbackFailed, $"{first} A rollback was sent, and its end was not seen: {second} Look whether '{run.Device.Name}' runs its old config, its new one, or a part of it.", exception) { IsMasked = true };
        }

        if (!_timerIsInDoubt && run.Options.ConfirmTimeout is { } timeout && exception is ConnectionException or OperationCanceledException)
        {
            // An unanswered confirmation may have arrived; an unanswered commit ends in the old config either way.
            var confirming = run.Stage == ProvisionStage.Confirm;
            run.DeviceState = confirming ? DeviceState.Unknown : DeviceState.CommitPending;
            var truth = confirming
                ? "Either the confirmation arrived and the new config stays, or it did not and the device goes back by itself"
                : "If the commit arrived, the device goes back to its old config by itself";
            return new(ErrorCode.RollbackFailed, $"{first} The device could not be reached again ({second}) {truth} within {timeout} of the commit.", exception) { IsMasked = true };
        }

        run.DeviceState = DeviceState.Unknown;
        return new(ErrorCode.RollbackFailed, $"{first} Bringing the old config back did not succeed either: {second}", exception) { IsMasked = true };
    }
}
