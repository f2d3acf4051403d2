using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Provisioning.TestKit.Faults;

namespace Provisioning.TestKit.Daemons;

/// <summary>A TCP relay on the loopback interface, for making a network that fails on demand.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<RelayedConnection, bool> _connections = new();
    private readonly ConcurrentDictionary<int, RoundTripCounter> _trips = new();
    private volatile DnsEndPoint _server;
    private readonly Task _accepting;
    private volatile ByteCut? _cut;
    private Socket? _kept;
    private int _accepted;

    private TcpRelay(string host, int port)
    {
        _server = new(host, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port to connect to, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How many connections were let in.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>What has gone from clients to the server.</summary>
    public RelayDirection ToServer { get; } = new(toServer: true);

    /// <summary>What has gone from the server to clients.</summary>
    public RelayDirection ToClient { get; } = new(toServer: false);

    /// <summary>Where connections are reset from now on, and whether new ones are let in then; nowhere when null.</summary>
    public ByteCut? Cut
    {
        get => _cut;
        set => (_cut, ToServer.Cut, ToClient.Cut) = (value, value, value);
    }

    /// <summary>How long every byte is on its way, in each direction: half the round-trip time. TCP's opening takes its round trip too.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// The round trips of each connection, in their order (<see cref="RoundTripCounter"/>), with the one of TCP's own opening.
    /// </summary>
    public IReadOnlyList<int> RoundTrips => [.. _trips.OrderBy(trips => trips.Key).Select(trips => 1 + trips.Value.Trips)];

    public static TcpRelay Start(string host, int port, TimeSpan delay = default) => new(host, port) { Delay = delay };

    /// <summary>Leads new connections to another server; those that are there stay.</summary>
    public void LeadTo(string host, int port) => _server = new(host, port);

    /// <summary>Resets every connection now.</summary>
    public void CutAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Cut();
        }
    }

    /// <summary>Refuses connections from now on; those that are there stay.</summary>
    public void RefuseNew()
    {
        _listener.Stop();

        // Another test's server would get the port, and be talked to.
        _kept ??= Keep(Port);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();

        // First, for one that was just let in is not among the connections yet, and nobody would cut it.
        await _accepting;
        CutAll();
        await Task.WhenAll(_connections.Keys.Select(connection => connection.Ended));
        _listener.Dispose();
        _kept?.Dispose();
    }

    /// <summary>Takes a port at which nobody answers.</summary>
    private static Socket Keep(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                Action<Socket> begin = _cut is { Refuses: true } ? Refuse : Begin;
                begin(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private static void Refuse(Socket client)
    {
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
    }

    private void Begin(Socket client)
    {
        Interlocked.Increment(ref _accepted);
        var connection = new RelayedConnection(client, Delay);
        _trips[Accepted] = connection.Trips;
        _connections[connection] = true;
        connection.Start(_server.Host, _server.Port, (ToServer, ToClient));
        _ = connection.Ended.ContinueWith(_ => _connections.TryRemove(connection, out var _), TaskScheduler.Default);
    }
}
