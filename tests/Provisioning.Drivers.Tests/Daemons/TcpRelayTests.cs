using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Provisioning.TestKit;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

/// <summary>The slow network of the benchmarks is as slow as it says, and changes nothing else; the broken one is broken as it says.</summary>
public sealed class TcpRelayTests : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(40);
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _answered = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TcpRelayTests()
    {
        _server.Start();
        _serving = EchoAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        // Stopped before it has ended, it would refuse the next call of one that has just accepted.
        await _stop.CancelAsync();
        await _serving;
        _server.Dispose();
        _answered.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Every_trip_takes_the_round_trip_time_and_little_more()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server), Delay);
        using var client = await ConnectAsync(relay);
        await AskAsync(client);

        // The shortest counts, and a busy machine needs more of them to be quick once.
        var little = (2 * Delay) + TimeSpan.FromMilliseconds(15);
        var times = new List<TimeSpan>();
        while (times.Count < 20 || (times.Min() >= little && times.Count < 500))
        {
            var asked = Stopwatch.GetTimestamp();
            await AskAsync(client);
            times.Add(Stopwatch.GetElapsedTime(asked));
        }

        Assert.True(times.Min() >= 2 * Delay, $"{times.Min().TotalMilliseconds:0.0} ms");
        Assert.True(times.Min() < little, $"{times.Min().TotalMilliseconds:0.0} ms");
    }

    [Fact]
    public async Task The_first_answer_takes_TCPs_opening_too()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server), Delay);
        var began = Stopwatch.GetTimestamp();
        using var client = await ConnectAsync(relay);

        await AskAsync(client);

        Assert.True(Stopwatch.GetElapsedTime(began) >= 4 * Delay);
        Assert.Equal([2], relay.RoundTrips);
    }

    [Fact]
    public async Task Trips_are_counted_by_connection()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server));
        for (var connection = 1; connection <= 3; connection++)
        {
            using var client = await ConnectAsync(relay);
            for (var question = 0; question < connection; question++)
            {
                await AskAsync(client);
            }
        }

        Assert.Equal([2, 3, 4], relay.RoundTrips);
    }

    [Fact]
    public async Task Bytes_come_whole_and_in_order_however_they_are_cut()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server), TimeSpan.FromMilliseconds(5));
        using var client = await ConnectAsync(relay);
        var random = new Random(1);
        var sent = new byte[1_000_000];
        random.NextBytes(sent);

        var receiving = ReceiveAsync(client, sent.Length);
        for (var at = 0; at < sent.Length;)
        {
            var count = Math.Min(random.Next(1, 5000), sent.Length - at);
            at += await client.SendAsync(sent.AsMemory(at, count), Token);
        }

        Assert.Equal(sent, await receiving);
    }

    [Fact]
    public async Task What_is_sent_together_takes_one_round_trip_however_much_it_is()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server), Delay);
        using var client = await ConnectAsync(relay);

        relay.ToClient.Hold();
        for (var part = 0; part < 50; part++)
        {
            await client.SendAsync(new byte[100], Token);
        }

        await Eventually.TrueAsync(() => Task.FromResult(relay.ToServer.Bytes == 5000), TimeSpan.FromSeconds(30));
        relay.ToClient.Release();
        await ReceiveAsync(client, 5000);

        Assert.Equal([2], relay.RoundTrips);
    }

    [Fact]
    public async Task One_byte_comes_spoilt_and_all_others_as_they_were()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server));
        relay.ToClient.CorruptAfter(3);
        using var client = await ConnectAsync(relay);

        await client.SendAsync("abcdefgh"u8.ToArray(), Token);

        Assert.Equal("abceefgh"u8.ToArray(), await ReceiveAsync(client, 8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stalled_connection_stays_open_without_a_byte_more_and_another_goes_on(bool toServer)
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server));
        (toServer ? relay.ToServer : relay.ToClient).StallAfter(3);
        using var stalled = await ConnectAsync(relay);
        await stalled.SendAsync("abcdefgh"u8.ToArray(), Token);
        await ReceiveAsync(stalled, 3);
        var more = stalled.ReceiveAsync(new byte[1], Token).AsTask();
        using var other = await ConnectAsync(relay);

        await AskAsync(other);

        Assert.False(more.IsCompleted);
    }

    [Fact]
    public async Task What_was_held_back_never_arrives_once_the_connection_is_cut()
    {
        await using var relay = TcpRelay.Start("127.0.0.1", Port(_server));
        for (var connection = 0; connection < 500; connection++)
        {
            using var client = await ConnectAsync(relay);
            relay.ToClient.Hold();
            await client.SendAsync("?"u8.ToArray(), Token);
            await _answered.WaitAsync(Token);

            relay.CutAll();
            relay.ToClient.Release();

            await Assert.ThrowsAsync<SocketException>(async () => Assert.Equal(0, await client.ReceiveAsync(new byte[1], Token)));
        }
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<Socket> ConnectAsync(TcpRelay relay)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, relay.Port, Token);
        return client;
    }

    private static async Task AskAsync(Socket client)
    {
        await client.SendAsync("?"u8.ToArray(), Token);
        await ReceiveAsync(client, 1);
    }

    private static async Task<byte[]> ReceiveAsync(Socket client, int count)
    {
        var received = new byte[count];
        for (var at = 0; at < count;)
        {
            var more = await client.ReceiveAsync(received.AsMemory(at), Token);
            Assert.NotEqual(0, more);
            at += more;
        }

        return received;
    }

    private async Task EchoAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(EchoAsync(await _server.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer) is var count and > 0)
                {
                    await socket.SendAsync(buffer.AsMemory(0, count));
                    _answered.Release();
                }
            }
            catch (SocketException)
            {
                // The relay was taken away.
            }
        }
    }
}
