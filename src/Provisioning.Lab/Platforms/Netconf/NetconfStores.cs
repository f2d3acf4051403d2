using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>The configurations of a simulated server and who has locked them.</summary>
internal sealed class NetconfStores(XElement running, XElement startup)
{
    public const string Running = "running";
    public const string Candidate = "candidate";
    public const string Startup = "startup";

    private readonly Dictionary<string, XElement> _stores = new()
    {
        [Running] = running,
        [Candidate] = new XElement(running),
        [Startup] = startup,
    };

    private readonly Dictionary<string, LabNetconfSession> _locks = [];

    public IEnumerable<string> Locked => _locks.Select(pair => $"{pair.Key}, locked by session {pair.Value.Id}");

    public bool IsModified => !XNode.DeepEquals(_stores[Candidate], _stores[Running]);

    public XElement this[string store]
    {
        get => _stores[store];
        set => _stores[store] = value;
    }

    public string Text(string store) => string.Concat(_stores[store].Elements().Select(element => $"{element}\n"));

    public void Discard() => _stores[Candidate] = new XElement(_stores[Running]);

    /// <summary>RFC 6241, section 7.5.</summary>
    /// <exception cref="LabRpcError">It is not granted.</exception>
    public void Lock(string store, LabNetconfSession session, bool somebodyElsesCommitIsPending)
    {
        RefuseLocked(store, null);
        if (store == Candidate && IsModified)
        {
            throw new LabRpcError("resource-denied", "candidate cannot be locked, discard-changes needed") { Type = "protocol" };
        }

        if (store == Running && somebodyElsesCommitIsPending)
        {
            throw new LabRpcError("in-use", "cannot perform the operation with confirmed-commit pending") { Type = "protocol", AppTag = "outstanding-confirmed-commit" };
        }

        _locks[store] = session;
    }

    /// <exception cref="LabRpcError">The session does not hold it.</exception>
    public void Unlock(string store, LabNetconfSession session)
    {
        if (_locks.GetValueOrDefault(store) != session)
        {
            throw new LabRpcError("operation-failed", "wrong config state") { Type = "protocol" };
        }

        _locks.Remove(store);
    }

    /// <exception cref="LabRpcError">Somebody other than the session has locked it.</exception>
    public void RefuseLocked(string store, LabNetconfSession? session)
    {
        if (_locks.GetValueOrDefault(store) is { } holder && holder != session)
        {
            throw new LabRpcError(session is null ? "lock-denied" : "in-use", session is null ? "lock denied" : "config locked")
            {
                Type = "protocol",
                Info = session is null ? [LabRpcError.Detail("session-id", holder.Id)] : [],
            };
        }
    }

    /// <summary>A session has ended: its locks go, and with the one on the candidate what is in there.</summary>
    public void Release(LabNetconfSession session)
    {
        if (_locks.GetValueOrDefault(Candidate) == session)
        {
            Discard();
        }

        foreach (var store in _locks.Where(pair => pair.Value == session).Select(pair => pair.Key).ToList())
        {
            _locks.Remove(store);
        }
    }
}
