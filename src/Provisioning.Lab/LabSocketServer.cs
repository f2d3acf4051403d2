using System.Net.Sockets;
using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab;

/// <summary>
/// Serves a device on Unix domain sockets, so that a real SSH server can stand in front of it; sshd has checked the login by
/// then. Give it <see cref="ForceCommand"/>, for a user whose shell is <c>/bin/sh</c>; for subsystems also a line such as
/// <c>Subsystem netconf lab-subsystem netconf</c>. The terminal's size does not get through: it is the one given here.
/// </summary>
public sealed class LabSocketServer : IAsyncDisposable
{
    private const string SubsystemCommand = "lab-subsystem ";
    private const string Netconf = "netconf";
    private readonly LabDevice _device;
    private readonly TerminalSize _size;
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Listener> _listeners;

    /// <summary>Starts to listen.</summary>
    /// <param name="device">The device.</param>
    /// <param name="path">
    /// Where to create the socket for shells; that for commands gets <c>.exec</c> behind it, that for NETCONF <c>.netconf</c>.
    /// None of these files may exist; all are removed at the end.
    /// </param>
    /// <param name="size">The terminal's size; 80 columns and 24 rows when null.</param>
    /// <exception cref="SocketException">A socket cannot be created there.</exception>
    public LabSocketServer(LabDevice device, string path, TerminalSize? size = null)
    {
        (_device, Path, _size) = (device, path, size ?? new TerminalSize(80, 24));
        _listeners = [new(path, ServeShellAsync, _stop.Token), new(path + ".exec", ServeCommandAsync, _stop.Token), new($"{path}.{Netconf}", ServeNetconfAsync, _stop.Token)];
    }

    /// <summary>The path of the socket for shells.</summary>
    public string Path { get; }

    /// <summary>The paths of all sockets, to which sshd's users need write access.</summary>
    public IReadOnlyList<string> Paths => [Path, Path + ".exec", $"{Path}.{Netconf}"];

    /// <summary>What sshd runs for every login, as its option <c>ForceCommand</c>; needs socat.</summary>
    public string ForceCommand =>
        $"if [ \"$SSH_ORIGINAL_COMMAND\" = '{SubsystemCommand}{Netconf}' ]; then exec socat - UNIX-CONNECT:{Path}.{Netconf}; elif [ -n \"$SSH_ORIGINAL_COMMAND\" ]; then {{ printf '%s\\n' \"$SSH_ORIGINAL_COMMAND\"; exec cat; }} | socat -t 5 - UNIX-CONNECT:{Path}.exec; else stty raw -echo; exec socat -,raw,echo=0 UNIX-CONNECT:{Path}; fi";

    /// <summary>Ends all sessions and removes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private async Task ServeShellAsync(Socket socket)
    {
        var connection = new LabConnection(_device, _device.Options.Username);
        await using (connection.ConfigureAwait(false))
        {
            await PumpAsync(socket, connection.OpenShell(_size)).ConfigureAwait(false);
        }
    }

    // By a socket of its own: what stands between would keep an ended session open until the client writes again.
    private async Task ServeNetconfAsync(Socket socket)
    {
        var connection = new LabConnection(_device, _device.Options.Username);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await PumpAsync(socket, connection.OpenSubsystem(Netconf)).ConfigureAwait(false);
            }
            catch (ConnectionException)
            {
                // The device has no such subsystem: the client sees the end.
            }
        }
    }

    /// <summary>The first line is the command, as sshd tells it; the rest is its input.</summary>
    private async Task ServeCommandAsync(Socket socket)
    {
        var command = await ReadLineAsync(socket).ConfigureAwait(false);
        var connection = new LabConnection(_device, _device.Options.Username);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                if (Open(connection, command) is { } channel)
                {
                    await PumpAsync(socket, channel).ConfigureAwait(false);
                    return;
                }

                var result = await connection.RunLinesAsync(command, _stop.Token).ConfigureAwait(false);
                await socket.SendAsync(Encoding.UTF8.GetBytes(result.Output), _stop.Token).ConfigureAwait(false);
            }
            catch (ConnectionException)
            {
                // Refused or lost: the client sees the end.
            }
        }
    }

    private static LabChannel? Open(LabConnection connection, string command) =>
        command.StartsWith(SubsystemCommand, StringComparison.Ordinal)
            ? connection.OpenSubsystem(command[SubsystemCommand.Length..])
            : connection.OpenCommand(command);

    private async Task<string> ReadLineAsync(Socket socket)
    {
        var line = new MemoryStream();
        var one = new byte[1];
        while (await socket.ReceiveAsync(one, _stop.Token).ConfigureAwait(false) > 0 && one[0] != '\n')
        {
            line.WriteByte(one[0]);
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }

    private async Task PumpAsync(Socket socket, LabChannel channel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var receiving = ReceiveAsync(socket, channel, ended.Token);
        await SendAsync(channel, socket, ended.Token).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
    }

    private static async Task SendAsync(LabChannel channel, Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        try
        {
            while (await channel.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await socket.SendAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ConnectionException)
        {
            // A lost connection ends the socket as it ends an SSH channel.
        }
    }

    private static async Task ReceiveAsync(Socket socket, LabChannel channel, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await channel.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            channel.HangUp();
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ConnectionException)
        {
            // The same.
        }
    }

    /// <summary>One socket and its clients.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly string _path;
        private readonly Task _accepting;

        public Listener(string path, Func<Socket, Task> serve, CancellationToken stop)
        {
            _path = path;
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            _socket.Listen();
            _accepting = AcceptAsync(serve, stop);
        }

        public async ValueTask DisposeAsync()
        {
            _socket.Dispose();
            await _accepting.ConfigureAwait(false);
            File.Delete(_path);
        }

        private async Task AcceptAsync(Func<Socket, Task> serve, CancellationToken stop)
        {
            var clients = new List<Task>();
            try
            {
                while (true)
                {
                    var client = await _socket.AcceptAsync(stop).ConfigureAwait(false);
                    clients.RemoveAll(served => served.IsCompleted);
                    clients.Add(ServeAsync(client, serve));
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                await Task.WhenAll(clients).ConfigureAwait(false);
            }
        }

        private static async Task ServeAsync(Socket client, Func<Socket, Task> serve)
        {
            using (client)
            {
                try
                {
                    await serve(client).ConfigureAwait(false);
                }
                catch (Exception ended) when (ended is OperationCanceledException or SocketException)
                {
                    // The client or the server has gone.
                }
            }
        }
    }
}
