using System.Net.Sockets;

namespace Provisioning.TestKit.Daemons;

/// <summary>One connection through a <see cref="TcpRelay"/>.</summary>
internal sealed class RelayedConnection(Socket client)
{
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start(string host, int port, (RelayDirection ToServer, RelayDirection ToClient) directions) =>
        Ended = RunAsync(host, port, directions);

    /// <summary>Resets both ends.</summary>
    public void Cut()
    {
        _cut.TrySetResult();
        Reset(client);
        Reset(_server);
    }

    private async Task RunAsync(string host, int port, (RelayDirection ToServer, RelayDirection ToClient) directions)
    {
        try
        {
            (client.NoDelay, _server.NoDelay) = (true, true);
            await _server.ConnectAsync(host, port);
            await Task.WhenAll(PumpAsync(client, _server, directions.ToServer), PumpAsync(_server, client, directions.ToClient));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Cut();
        }
        finally
        {
            client.Dispose();
            _server.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, RelayDirection direction)
    {
        var buffer = new byte[16 * 1024];
        for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
        {
            await Task.WhenAny(direction.Gate, _cut.Task);
            var admitted = direction.Admit(count);
            await SendAllAsync(to, buffer.AsMemory(0, admitted));
            if (admitted < count)
            {
                Cut();
                return;
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }
}
