using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Runs;

/// <summary>Commit, prove on a new connection that management still works and nothing remains to be changed, confirm, save.</summary>
internal sealed class SafeCommit(ProvisionRun run, SessionPool sessions, string intended, string before)
{
    public static readonly DiffLabels BeforeToAfter = new("running before", "running after");

    /// <summary>Whether the device was asked to commit.</summary>
    public bool Sent { get; private set; }

    /// <summary>Whether the device said that it committed.</summary>
    public bool Acknowledged { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backup = new Secret(before);
        await run.EnterAsync(ProvisionStage.Commit, backup).ConfigureAwait(false);
        run.DeviceState = DeviceState.Unknown;
        run.Backup = backup;
        run.Protection = run.Options.ConfirmTimeout is null ? CommitProtection.OpenConnection : CommitProtection.DeviceTimer;
        var request = new CommitRequest(run.Options.ConfirmTimeout, run.Options.CommitMessage);
        Sent = true;
        await sessions.Current.CommitAsync(request, cancellationToken).ConfigureAwait(false);
        Acknowledged = true;
        run.DeviceState = request.ConfirmTimeout is null ? DeviceState.Committed : DeviceState.CommitPending;
        run.Logger.Committed(run.Device.Name, request.ConfirmTimeout);

        await run.EnterAsync(ProvisionStage.Verify).ConfigureAwait(false);
        await VerifyAsync(cancellationToken).ConfigureAwait(false);
        await CheckHealthAsync(cancellationToken).ConfigureAwait(false);

        if (request.ConfirmTimeout is not null)
        {
            await run.EnterAsync(ProvisionStage.Confirm).ConfigureAwait(false);
            await ConfirmAsync(cancellationToken).ConfigureAwait(false);
        }

        run.DeviceState = DeviceState.Committed;
    }

    /// <summary>Confirms what may be confirmed already: only the device knows.</summary>
    public async Task ConfirmAgainAsync(CancellationToken cancellationToken)
    {
        await run.EnterAsync(ProvisionStage.Confirm).ConfigureAwait(false);
        await sessions.PersistAsync(session => ConfirmAgainAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        run.Logger.Confirmed(run.Device.Name);
    }

    /// <summary>Saving again is harmless, so a lost connection is simply tried again; the change itself is no longer in doubt.</summary>
    public async Task SaveAsync()
    {
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, sessions.TimeProvider);
        try
        {
            await run.EnterAsync(ProvisionStage.Save).ConfigureAwait(false);
            await sessions.PersistAsync(session => session.SaveAsync(deadline.Token), deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new CommitException(
                ErrorCode.SaveFailed,
                $"'{run.Device.Name}' runs the new config, verified, but saving it to startup did not succeed: {run.Describe(exception).Message} Save it by hand, or it is lost at the next reboot.",
                exception) { IsMasked = true };
        }

        run.Logger.Saved(run.Device.Name);
        await sessions.CleanUpAsync(deadline.Token).ConfigureAwait(false);
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var after = await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        run.RunningHash = ConfigHash.Of(after);
        run.AppliedDiff = ConfigDiff.Compute((before, after), BeforeToAfter, run.Secrets, cancellationToken);
        await session.LoadAsync(intended, run.Options.Operation, cancellationToken).ConfigureAwait(false);
        var remaining = await session.GetDiffAsync(cancellationToken).ConfigureAwait(false);
        await session.DiscardAsync(cancellationToken).ConfigureAwait(false);
        if (!remaining.IsEmpty)
        {
            throw new VerificationException(
                ErrorCode.VerificationFailed,
                $"After the commit '{run.Device.Name}' still differs from the intended config. Write these lines as the device shows them, or remove them:\n{Head(remaining.Text)}");
        }

        run.Logger.Verified(run.Device.Name);
    }

    private async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        foreach (var check in run.HealthChecks)
        {
            if (await AskAsync(check, cancellationToken).ConfigureAwait(false) is { } wrong)
            {
                throw new VerificationException(ErrorCode.HealthCheckFailed, $"'{run.Device.Name}' took the intended config, but {check.GetType().Name} says: {wrong}");
            }
        }
    }

    private async Task<string?> AskAsync(IDeviceHealthCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.CheckAsync(run.Device, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return cancellationToken.IsCancellationRequested
                ? "nothing, in the time that the commit had"
                : $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    /// <summary>When the answer to the confirmation is lost, a new session tells whether it arrived.</summary>
    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sessions.Current.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionException)
        {
            await sessions.PersistAsync(session => ConfirmAgainAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        run.Logger.Confirmed(run.Device.Name);
    }

    private async Task ConfirmAgainAsync(IDeviceSession session, CancellationToken cancellationToken)
    {
        var pending = await session.GetPendingCommitAsync(cancellationToken).ConfigureAwait(false);
        await RefuseUnverifiedAsync(session, waits: pending is not null, cancellationToken).ConfigureAwait(false);
        if (pending is null)
        {
            return;
        }

        if (pending.Owner != run.RunId)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"A commit of '{pending.Owner}' on '{run.Device.Name}' waits for its confirmation, so that of this run is not known to be confirmed.");
        }

        await session.ConfirmAsync(cancellationToken).ConfigureAwait(false);

        // A driver may see no more than that nothing waits, which is so too when the timer ended first.
        await RefuseUnverifiedAsync(session, waits: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task RefuseUnverifiedAsync(IDeviceSession session, bool waits, CancellationToken cancellationToken)
    {
        if (ConfigHash.Of(await session.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false)) != run.RunningHash)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, waits
                ? $"'{run.Device.Name}' runs something else than what was verified, so it was not confirmed."
                : $"'{run.Device.Name}' no longer runs what was verified: it went back to its old config before the confirmation arrived, or somebody changed it.");
        }
    }

    private static string Head(string text)
    {
        const int MostLines = 40;
        var lines = text.Split('\n');
        return lines.Length <= MostLines ? text : string.Join('\n', lines.Take(MostLines)) + $"\n... and {lines.Length - MostLines} lines more";
    }
}
