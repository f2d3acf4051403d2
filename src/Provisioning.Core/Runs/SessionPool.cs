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

    public IDeviceSession Current => _open.Peek();

    public TimeProvider TimeProvider => context.TimeProvider;

    public async Task<IDeviceSession> OpenAsync(CancellationToken cancellationToken)
    {
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
                await _open.Pop().DisposeAsync().ConfigureAwait(false);
            }
        }

        await action(await OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>As <see cref="TryEachAsync"/>, again and again until it works or time is up.</summary>
    public async Task PersistAsync(Func<IDeviceSession, Task> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await TryEachAsync(action, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ConnectionException exception)
            {
                run.Logger.RecoveryRetry(run.Device.Name, run.Describe(exception).Message);
                await Task.Delay(run.Settings.RecoveryInterval, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out var session))
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
