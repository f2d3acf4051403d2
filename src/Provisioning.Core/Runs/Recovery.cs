using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Runs;

/// <summary>After a commit that went wrong anywhere: finds out what is true of the device, and brings the old config back.</summary>
internal sealed class Recovery(ProvisionRun run, SessionPool sessions, string before)
{
    /// <summary>Sets the run's device state and gives the exception to report.</summary>
    public async Task<Exception> RunAsync(Exception cause, bool acknowledged)
    {
        run.Logger.Recovering(run.Device.Name, run.Stage, run.Describe(cause).Message);
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, sessions.TimeProvider);
        try
        {
            await sessions.PersistAsync(session => BringBackAsync(session, acknowledged, deadline.Token), deadline.Token).ConfigureAwait(false);
            return cause;
        }
        catch (Exception exception)
        {
            return Unrecovered(cause, exception);
        }
    }

    private async Task BringBackAsync(IDeviceSession session, bool acknowledged, CancellationToken cancellationToken)
    {
        var pending = await session.GetPendingCommitAsync(cancellationToken).ConfigureAwait(false);
        var running = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        var changed = acknowledged || running != before;
        if (pending?.Owner == run.RunId || running != before)
        {
            changed = true;
            await session.RollbackAsync(cancellationToken).ConfigureAwait(false);
            running = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        }

        if (running != before)
        {
            throw new RollbackException(
                ErrorCode.RollbackFailed,
                $"'{run.Device.Name}' rolled back, and its running config still is not what it was before the run. Compare it with the result's applied diff.");
        }

        await session.CleanUpAsync(cancellationToken).ConfigureAwait(false);
        run.DeviceState = changed ? DeviceState.RolledBack : DeviceState.Untouched;
    }

    private RollbackException Unrecovered(Exception cause, Exception exception)
    {
        var first = run.Describe(cause).Message;
        var second = run.Describe(exception).Message;
        if (run.Options.ConfirmTimeout is { } timeout && exception is ConnectionException or OperationCanceledException)
        {
            // An unanswered confirmation may have arrived; an unanswered commit ends in the old config either way.
            var confirming = run.Stage == ProvisionStage.Confirm;
            run.DeviceState = confirming ? DeviceState.Unknown : DeviceState.CommitPending;
            var truth = confirming
                ? "Either the confirmation arrived and the new config stays, or it did not and the device goes back by itself"
                : "If the commit arrived, the device goes back to its old config by itself";
            return new(ErrorCode.RollbackFailed, $"{first} The device could not be reached again ({second}) {truth} within {timeout} of the commit; startup is as it was.", exception);
        }

        run.DeviceState = DeviceState.Unknown;
        return new(ErrorCode.RollbackFailed, $"{first} Bringing the old config back did not succeed either: {second}", exception);
    }
}
