using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;
using Provisioning.Plans;

namespace Provisioning.Runs;

/// <summary>Brings one device's intended config onto it: load and diff; then commit, verify, confirm and save, or discard.</summary>
internal sealed class Deployment(ProvisionRun run, IPlatform platform, DeviceContext context, string intended, PlannedChange? planned) : IAsyncDisposable
{
    private readonly SessionPool _sessions = new(run, platform, context);
    private string _before = "";

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await run.EnterAsync(ProvisionStage.Open).ConfigureAwait(false);
        var session = await _sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        await RefuseBusyAsync(session, cancellationToken).ConfigureAwait(false);
        if (run.Options.ForPlan || planned is not null)
        {
            await ReadRunningAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await run.EnterAsync(ProvisionStage.Load).ConfigureAwait(false);
            run.DeviceState = DeviceState.CandidateLoaded;
            await session.LoadAsync(intended, run.Options.Operation, cancellationToken).ConfigureAwait(false);

            await run.EnterAsync(ProvisionStage.Diff).ConfigureAwait(false);
            run.Diff = await session.GetDiffAsync(cancellationToken).ConfigureAwait(false);
            run.Logger.Loaded(run.Device.Name, run.Diff.Added, run.Diff.Removed);
            CheckPlan();
            await ValidateAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await DiscardAfterFailureAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The work is done by now: cancelling would only leave the candidate on the device.</summary>
    public async Task DiscardAsync()
    {
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, context.TimeProvider);
        await _sessions.TryEachAsync(session => session.DiscardAsync(deadline.Token), deadline.Token).ConfigureAwait(false);
        run.DeviceState = DeviceState.Untouched;
    }

    /// <summary>From the first line on the caller's cancellation no longer counts: a half-done commit helps nobody.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadRunningAsync(cancellationToken).ConfigureAwait(false);
            planned?.CheckRunning(run.RunningHash!);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception)
        {
            await DiscardAfterFailureAsync().ConfigureAwait(false);
            throw;
        }

        using var deadline = new CancellationTokenSource(run.Options.ConfirmTimeout ?? run.Settings.RecoveryTimeout, context.TimeProvider);
        var commit = new SafeCommit(run, _sessions, intended, _before);
        try
        {
            await commit.RunAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!commit.Sent || (IsBusy(exception) && !commit.Acknowledged))
        {
            run.DeviceState = DeviceState.CandidateLoaded;
            await DiscardAfterFailureAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            throw await new Recovery(run, _sessions, _before).RunAsync(exception, commit.Acknowledged).ConfigureAwait(false);
        }

        await commit.SaveAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static bool IsBusy(Exception exception) => exception is CommitException busy && busy.Code == ErrorCode.DeviceBusy;

    private async Task ReadRunningAsync(CancellationToken cancellationToken)
    {
        _before = await _sessions.Current.GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        run.RunningHash = ConfigHash.Of(_before);
    }

    /// <summary>A device that has the planned config already is as it was reviewed to be, e.g. when a plan is carried out again.</summary>
    private void CheckPlan()
    {
        if (!run.Diff!.IsEmpty)
        {
            planned?.CheckRunning(run.RunningHash!);
            planned?.CheckDiff(run.Diff.Text);
        }
    }

    private async Task RefuseBusyAsync(IDeviceSession session, CancellationToken cancellationToken)
    {
        if (await _sessions.GetPendingCommitAsync(session, cancellationToken).ConfigureAwait(false) is { } pending)
        {
            throw new CommitException(
                ErrorCode.DeviceBusy,
                $"A commit of '{pending.Owner}' on '{run.Device.Name}' waits for its confirmation{Remaining(pending)}. It was left alone. Confirm it, roll it back, or wait for its timer; if it is of a run that was interrupted here, resume that. Then try again.");
        }
    }

    private static string Remaining(PendingCommit pending) =>
        pending.Remaining is { } time ? $" and goes back by itself in {time.TotalSeconds:0} s" : "";

    // A dry run is over after the diff; else the device's own check comes before anything that can change it.
    private Task ValidateAsync(IDeviceSession session, CancellationToken cancellationToken) =>
        run.Options.DryRun || !platform.Capabilities.Validate || run.Diff!.IsEmpty
            ? Task.CompletedTask
            : session.ValidateAsync(cancellationToken);

    /// <summary>Drops the candidate on whatever session still works, else on a new one; the first failure stays the reported one.</summary>
    private async Task DiscardAfterFailureAsync()
    {
        using var deadline = new CancellationTokenSource(run.Settings.RecoveryTimeout, context.TimeProvider);
        try
        {
            await _sessions.TryEachAsync(session => session.DiscardAsync(deadline.Token), deadline.Token).ConfigureAwait(false);
            run.DeviceState = DeviceState.Untouched;
        }
        catch (Exception exception)
        {
            run.Logger.RecoveryRetry(run.Device.Name, run.Describe(exception).Message);
        }
    }
}
