using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Runs;

/// <summary>
/// The sessions of one run. An older one is kept while a newer one is tried: if a change cuts off new logins, the older
/// connection may be the only way back.
/// </summary>
internal sealed class SessionPool(ProvisionRun run, IPlatform platform, DeviceContext context) : IAsyncDisposable
{
    private readonly Stack<IDeviceSession> _open = [];
    private bool _hasConnected;

    public IDeviceSession Current => _open.Peek();

    public bool RollbackStopsTimer => platform.Capabilities.RollbackStopsTimer;

    public TimeProvider TimeProvider => context.TimeProvider;

    public async Task<IDeviceSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_hasConnected)
        {
            _hasConnected = true;
            await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            run.Pace.Count();
        }

        var session = await platform.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        _open.Push(session);
        return session;
    }

    /// <summary>Does something on the newest session that works, opening a new one when none does.</summary>
    /// <exception cref="ProvisioningException">The last failure, when a new session fails too.</exception>
    public async Task TryEachAsync(Func<IDeviceSession, Task> action, CancellationToken cancellationToken)
    {
        while (_open.TryPeek(out var session))
        {
            try
            {
                await action(session).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                run.Logger.RecoveryRetry(run.Device.Name, run.Describe(exception).Message);
                await CloseAsync(_open.Pop()).ConfigureAwait(false);
            }
        }

        await action(await OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>As <see cref="TryEachAsync"/>, again and again until it works or time is up.</summary>
    /// <exception cref="ConnectionException">Why it did not work last.</exception>
    public async Task PersistAsync(Func<IDeviceSession, Task> action, CancellationToken cancellationToken)
    {
        ConnectionException? last = null;
        while (true)
        {
            try
            {
                await TryEachAsync(action, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ConnectionException exception)
            {
                last = exception;
                run.Logger.RecoveryRetry(run.Device.Name, run.Describe(exception).Message);
            }
            catch (OperationCanceledException) when (last is not null && cancellationToken.IsCancellationRequested)
            {
                throw last;
            }

            await Task.Delay(run.Settings.RecoveryInterval, context.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                throw last;
            }
        }
    }

    /// <summary>The commit that waits for its confirmation; none where the platform has no such thing.</summary>
    public Task<PendingCommit?> GetPendingCommitAsync(IDeviceSession session, CancellationToken cancellationToken) =>
        platform.Capabilities.CommitConfirm ? session.GetPendingCommitAsync(cancellationToken) : Task.FromResult<PendingCommit?>(null);

    /// <summary>What is left on the device at the end is litter: worth a warning, not a failure.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TryEachAsync(session => session.CleanUpAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            run.Logger.NotCleanedUp(run.Device.Name, run.RunId, run.Describe(exception).Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out var session))
        {
            await CloseAsync(session).ConfigureAwait(false);
        }
    }

    // It may take long: that is not the device's time, and others may have failed meanwhile.
    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        run.Options.Clock?.Stop();
        await run.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        run.Options.Clock?.Continue();
        if (run.Options.Stopped?.Invoke() is { } reason)
        {
            throw new ConnectionException(ErrorCode.FleetStopped, $"'{run.Device.Name}' was not connected to: {reason}.");
        }
    }

    // Sessions must not throw here. When one does, that changes nothing in what is true of the device.
    private async Task CloseAsync(IDeviceSession session)
    {
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            run.Logger.NotClosed(run.Device.Name, run.Describe(exception).Message);
        }
    }
}
