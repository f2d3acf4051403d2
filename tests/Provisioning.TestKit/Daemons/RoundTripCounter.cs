namespace Provisioning.TestKit.Daemons;

/// <summary>
/// Counts the round trips of a connection: the answers that came back to the client, each to something that it sent after
/// the answer before it had come. What either side sends while something else is under way rides along and costs no trip,
/// and a last message that nobody answers is none.
/// </summary>
/// <remarks>
/// Seen from the middle, what crosses a delivery at that very moment counts as sent after it: the figure can be a little too
/// high, never too low.
/// </remarks>
public sealed class RoundTripCounter
{
    private readonly object _sync = new();
    private int _atClient;
    private int _atServer;

    /// <summary>How many there were so far.</summary>
    public int Trips { get { lock (_sync) { return _atClient; } } }

    /// <summary>The client sends something.</summary>
    /// <returns>The trip that it belongs to: the one behind the last that came back.</returns>
    public int ClientSends()
    {
        lock (_sync)
        {
            return _atClient + 1;
        }
    }

    /// <summary>The server sends something.</summary>
    /// <returns>The trip that it belongs to: the last that reached the server.</returns>
    public int ServerSends()
    {
        lock (_sync)
        {
            return _atServer;
        }
    }

    /// <summary>Something arrives; to be said before its receiver can see it.</summary>
    /// <param name="trip">The trip that it belongs to.</param>
    /// <param name="toClient">Whether the client is its receiver.</param>
    public void Arrives(int trip, bool toClient)
    {
        lock (_sync)
        {
            (_atClient, _atServer) = toClient ? (Math.Max(_atClient, trip), _atServer) : (_atClient, Math.Max(_atServer, trip));
        }
    }
}
