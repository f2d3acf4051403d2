namespace Provisioning.Drivers.Transports;

/// <summary>An authenticated connection to a device.</summary>
public interface IDeviceConnection : IAsyncDisposable
{
    /// <summary>Starts the login's interactive shell on a terminal.</summary>
    /// <param name="size">The terminal's size.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.ConnectionException">The connection is lost, or the device refuses.</exception>
    Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken);

    /// <summary>Starts a subsystem of the device's SSH server, e.g. <c>netconf</c>.</summary>
    /// <param name="name">The subsystem's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.ConnectionException">The connection is lost, or the device has no such subsystem.</exception>
    Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken);

    /// <summary>Runs one command without a terminal, to its end.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="input">What to write to its standard input, as UTF-8, before closing it; nothing when null.</param>
    /// <param name="cancellationToken">Gives up waiting and closes the connection; the command may go on.</param>
    /// <exception cref="Errors.ConnectionException">The connection is lost, or the device refuses.</exception>
    Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken);
}
