using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Provisioning.TestKit.Daemons;

/// <summary>One connection through a <see cref="TcpRelay"/>.</summary>
internal sealed class RelayedConnection(Socket client, TimeSpan delay)
{
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RoundTripCounter Trips { get; } = new();

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start(string host, int port, (RelayDirection ToServer, RelayDirection ToClient) directions) =>
        Ended = RunAsync(host, port, directions);

    /// <summary>Resets both ends. What is held back or on its way is lost: it is let go only when there is no way left.</summary>
    public void Cut()
    {
        Reset(client);
        Reset(_server);
        _cut.TrySetResult();
    }

    // The client takes itself for connected at once; the time of TCP's own opening is spent here.
    private async Task RunAsync(string host, int port, (RelayDirection ToServer, RelayDirection ToClient) directions)
    {
        try
        {
            (client.NoDelay, _server.NoDelay) = (true, true);
            await WaitAsync(2 * delay, since: Stopwatch.GetTimestamp());
            var connecting = ConnectAsync(host, port);
            var toServer = RelayAsync(client, _server, directions.ToServer, connecting);
            await connecting;
            await Task.WhenAll(toServer, RelayAsync(_server, client, directions.ToClient, connecting));
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

    private async Task ConnectAsync(string host, int port)
    {
        await WaitAsync(delay, since: Stopwatch.GetTimestamp());
        await _server.ConnectAsync(host, port);
    }

    // A reset of one end resets the other at once, not only when that sends next.
    private async Task RelayAsync(Socket from, Socket to, RelayDirection direction, Task connected)
    {
        try
        {
            await PumpAsync(from, to, direction, connected);
        }
        catch (SocketException)
        {
            Cut();
            throw;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, RelayDirection direction, Task connected)
    {
        var buffer = new byte[16 * 1024];
        var underWay = Channel.CreateUnbounded<Parcel>();
        var delivering = DeliverAsync(underWay.Reader, to, direction, connected);
        for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
        {
            var trip = from == client ? Trips.ClientSends() : Trips.ServerSends();
            await Task.WhenAny(direction.Gate, _cut.Task);
            var (admitted, fault) = direction.Admit(buffer.AsSpan(0, count));
            underWay.Writer.TryWrite(new(buffer[..admitted], trip, Stopwatch.GetTimestamp()));
            if (fault == RelayFault.Stall)
            {
                await StallAsync(from, buffer);
            }

            if (fault == RelayFault.Cut)
            {
                underWay.Writer.Complete();
                await delivering;
                Cut();
                return;
            }
        }

        underWay.Writer.Complete();
        await delivering;
        to.Shutdown(SocketShutdown.Send);
    }

    // What comes is swallowed, so that the sender sees no full window; that it hangs up does not get through either.
    private async Task StallAsync(Socket from, byte[] buffer)
    {
        while (await from.ReceiveAsync(buffer) > 0)
        {
        }

        await _cut.Task;
    }

    private async Task DeliverAsync(ChannelReader<Parcel> underWay, Socket to, RelayDirection direction, Task connected)
    {
        await connected;
        await foreach (var parcel in underWay.ReadAllAsync())
        {
            await WaitAsync(delay, parcel.Sent);
            Trips.Arrives(parcel.Trip, toClient: to == client);
            await SendAllAsync(to, parcel.Bytes, direction.OneByteAtATime ? 1 : parcel.Bytes.Length);
        }
    }

    // Timers know whole milliseconds only; nothing may come too early.
    private static async Task WaitAsync(TimeSpan time, long since)
    {
        while (time - Stopwatch.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay((int)Math.Ceiling(left.TotalMilliseconds));
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, int most)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes[..Math.Min(most, bytes.Length)])..];
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

    private readonly record struct Parcel(byte[] Bytes, int Trip, long Sent);
}
