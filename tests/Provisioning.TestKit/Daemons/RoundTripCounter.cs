namespace Provisioning.TestKit.Daemons;

/// <summary>Counts how often one side of a connection had to wait for the other.</summary>
internal sealed class RoundTripCounter
{
    private readonly object _sync = new();
    private int _atClient;
    private int _atServer;

    /// <summary>How many came back to the client.</summary>
    public int Trips { get { lock (_sync) { return _atClient; } } }

    /// <summary>The client sends: one trip more than the last that came back to it.</summary>
    public int ClientSends()
    {
        lock (_sync)
        {
            return _atClient + 1;
        }
    }

    /// <summary>The server sends, on the trip that reached it last.</summary>
    public int ServerSends()
    {
        lock (_sync)
        {
            return _atServer;
        }
    }

    public void Arrives(int trip, bool toClient)
    {
        lock (_sync)
        {
            (_atClient, _atServer) = toClient ? (Math.Max(_atClient, trip), _atServer) : (_atClient, Math.Max(_atServer, trip));
        }
    }
}
