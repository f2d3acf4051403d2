namespace Provisioning.Lab.Netconf;

/// <summary>The NETCONF sessions of a device.</summary>
internal sealed class LabNetconfSessions
{
    private readonly Dictionary<int, LabNetconfSession> _open = [];
    private int _last;

    public LabNetconfSession Open(string user)
    {
        lock (_open)
        {
            var session = new LabNetconfSession(++_last, user);
            _open[session.Id] = session;
            return session;
        }
    }

    public void Close(LabNetconfSession session)
    {
        lock (_open)
        {
            _open.Remove(session.Id);
        }
    }

    /// <summary>Ends a session from outside; null when there is none of that number.</summary>
    public LabNetconfSession? Kill(string id)
    {
        LabNetconfSession? session;
        lock (_open)
        {
            session = _open.Values.FirstOrDefault(open => open.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == id);
        }

        session?.Kill();
        return session;
    }
}
