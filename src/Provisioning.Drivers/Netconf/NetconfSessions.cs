namespace Provisioning.Drivers.Netconf;

/// <summary>The NETCONF sessions of one run. Not for concurrent use.</summary>
internal sealed class NetconfSessions
{
    private readonly List<NetconfClient> _all = [];
    private readonly HashSet<NetconfClient> _killed = [];

    /// <summary>Whether one has ended before the run: what it sent last may still be under way.</summary>
    public bool HasLost => _all.Exists(session => session.IsOver);

    public void Add(NetconfClient session) => _all.Add(session);

    /// <summary>Whether a session of that number is over on our side, and only the server does not know it yet.</summary>
    public bool IsDead(string number) => _all.FindLast(session => session.SessionId == number) is { IsOver: true };

    /// <summary>
    /// Ends those that were given up, on the server: what was sent and not answered would else be done when it arrives, though nothing
    /// was found of it before. Whether the server does not, or knows of none, is not looked at.
    /// </summary>
    /// <param name="by">One that works.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task KillGivenUpAsync(NetconfClient by, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var givenUp = _all.FindAll(session => session.WasGivenUp && !_killed.Contains(session));
        if (givenUp.Count > 0)
        {
            await by.ExchangeAsync([.. givenUp.Select(session => NetconfOperations.Kill(session.SessionId))], timeout, cancellationToken).ConfigureAwait(false);
            _killed.UnionWith(givenUp);
        }
    }

    /// <summary>Nothing that a lost one sent is under way any more.</summary>
    public void ForgetLost() => _all.RemoveAll(session => session.IsOver);
}
