using System.Net.Sockets;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab;

/// <summary>
/// Serves a device's shell on a Unix domain socket, so that a real SSH server can stand in front of it. sshd has checked the
/// login by then; let it run, for a user whose shell is <c>/bin/sh</c>:
/// <c>ForceCommand stty raw -echo; exec socat -,raw,echo=0 UNIX-CONNECT:/path/of/socket</c>.
/// The terminal's size does not get through the socket: it is the one given here.
/// </summary>
public sealed class LabSocketServer : IAsyncDisposable
{
    private readonly LabDevice _device;
    private readonly TerminalSize _size;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Starts to listen.</summary>
    /// <param name="device">The device.</param>
    /// <param name="path">Where to create the socket; the file must not exist, and is removed at the end.</param>
    /// <param name="size">The terminal's size; 80 columns and 24 rows when null.</param>
    /// <exception cref="SocketException">The socket cannot be created there.</exception>
    public LabSocketServer(LabDevice device, string path, TerminalSize? size = null)
    {
        (_device, Path, _size) = (device, path, size ?? new TerminalSize(80, 24));
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>The socket's path.</summary>
    public string Path { get; }

    /// <summary>Ends all shells and removes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        File.Delete(Path);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                clients.RemoveAll(client => client.IsCompleted);
                clients.Add(ServeAsync(socket));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (socket)
        {
            var connection = new LabConnection(_device, _device.Options.Username);
            await using (connection.ConfigureAwait(false))
            {
                var shell = connection.Open(_size);
                var receiving = ReceiveAsync(socket, shell, ended.Token);
                await SendAsync(shell, socket, ended.Token).ConfigureAwait(false);
                await ended.CancelAsync().ConfigureAwait(false);
                await receiving.ConfigureAwait(false);
            }
        }
    }

    private static async Task SendAsync(LabShell shell, Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        try
        {
            while (await shell.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await socket.SendAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ConnectionException)
        {
            // A lost connection ends the socket as it ends an SSH channel.
        }
    }

    private static async Task ReceiveAsync(Socket socket, LabShell shell, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await shell.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            shell.HangUp();
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ConnectionException)
        {
            // The same.
        }
    }
}
