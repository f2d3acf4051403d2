using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Ssh;

/// <summary>A login on a device.</summary>
/// <param name="session">The login.</param>
/// <param name="tunnel">The way there, when it leads through a jump host.</param>
internal sealed class SshDeviceConnection(SshSession session, SshTunnel? tunnel) : IDeviceConnection
{
    private readonly SemaphoreSlim _opening = new(1, 1);

    public Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
        OpenAsync(() => SshShellChannel.Open(session, size), cancellationToken);

    public Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
        OpenAsync(() => SshSubsystemChannel.Open(session, name), cancellationToken);

    public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(command, input, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Close();
            throw;
        }
        catch (OutputTooLongException error)
        {
            Close();
            throw error.Of(session.Target);
        }
        catch (Exception error)
        {
            throw SshErrors.OfUse(error, session.Target);
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task<IDeviceChannel> OpenAsync(Func<IDeviceChannel> open, CancellationToken cancellationToken)
    {
        var work = OpenOneAtATime(open, cancellationToken);
        try
        {
            return await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Close();
            throw;
        }
        catch (Exception error)
        {
            throw SshErrors.OfUse(error, session.Target);
        }
    }

    private async Task<ExecResult> RunAsync(string command, string? input, CancellationToken cancellationToken)
    {
        using var run = new SshCommandRun(session, command);
        var running = await OpenOneAtATime(run.Start, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await run.FinishAsync(running, input).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // Opening takes round trips that block. A refusal does not say what it refuses, so only one may be on its way.
    private async Task<T> OpenOneAtATime<T>(Func<T> open, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DedicatedThread.Run(open).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private void Close() => session.CloseInBackground(() => tunnel?.Dispose());
}
