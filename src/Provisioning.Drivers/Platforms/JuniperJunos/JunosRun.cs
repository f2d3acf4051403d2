using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>What the sessions of one run know together; it ends with the run's context.</summary>
internal sealed class JunosRun
{
    private readonly List<NetconfClient> _sessions = [];

    /// <summary>Whether a session has ended before the run: what it sent last may still be under way.</summary>
    public bool HasLost => _sessions.Any(session => session.IsOver);

    /// <summary>The sessions that were given up and of which the device may not know.</summary>
    public IReadOnlyList<NetconfClient> GivenUp => [.. _sessions.Where(session => session.WasGivenUp)];

    public void Add(NetconfClient session) => _sessions.Add(session);

    /// <summary>Nothing that a lost session sent is under way any more.</summary>
    public void ForgetLost() => _sessions.RemoveAll(session => session.IsOver);
}
