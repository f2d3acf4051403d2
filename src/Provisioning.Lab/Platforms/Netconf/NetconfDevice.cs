using System.Xml.Linq;
using Provisioning.Lab.Netconf;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>
/// A simulated device that is configured over NETCONF only. Sources: RFC 6241; where that leaves the form of an error open, the
/// answers of yuma123 2.13 as recorded.
/// </summary>
internal sealed class NetconfDevice : ILabModel, ILabNetconf
{
    private readonly LabDevice _device;
    private readonly NetconfStores _stores;
    private readonly NetconfOperations _operations;

    public NetconfDevice(LabDevice device)
    {
        _device = device;
        var running = Read(device.Options.Running);
        _stores = new(running, device.Options.Startup is { } startup ? Read(startup) : new XElement(running));
        _operations = new(device, _stores);
    }

    public object Gate { get; } = new();

    public LabNetconfSessions Sessions { get; } = new();

    public bool KnowsBase11 => Options.Base11;

    public IReadOnlyList<string> Capabilities =>
    [
        .. Capability(Options.Candidate, "candidate:1.0"),
        .. Capability(Options.WritableRunning ?? !Options.Candidate, "writable-running:1.0"),
        .. Capability(Options is { Candidate: true, ConfirmedCommit: not null }, $"confirmed-commit:{Options.ConfirmedCommit}"),
        .. Capability(Options.RollbackOnError, "rollback-on-error:1.0"),
        .. Capability(Options.Validate, "validate:1.1"),
        .. Capability(Options.Startup, "startup:1.0"),
        "urn:example:router?module=example-router&revision=2026-11-01",
        "urn:example:access?module=example-access&revision=2026-11-01",
    ];

    public string Hostname => Locked(() => _stores[NetconfStores.Running].Descendants(NetconfModel.Router + "hostname").FirstOrDefault()?.Value ?? _device.Name);

    public string Running => Locked(() => _stores.Text(NetconfStores.Running));

    public string Startup => Locked(() => _stores.Text(Options.Startup ? NetconfStores.Startup : NetconfStores.Running));

    public IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>();

    /// <summary>The candidate while it differs from running, and every lock.</summary>
    public IReadOnlyList<LabCandidate> Candidates => Locked<IReadOnlyList<LabCandidate>>(() =>
    [
        .. Options.Candidate && _stores.IsModified ? [new LabCandidate(NetconfStores.Candidate, "modified", _stores.Text(NetconfStores.Candidate))] : Array.Empty<LabCandidate>(),
        .. _stores.Locked.Select(locked => new LabCandidate(locked, "locked", "")),
    ]);

    public LabPendingCommit? PendingCommit => Locked(() => _operations.Pending);

    private LabNetconfOptions Options => _device.Options.Netconf;

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            var changed = new XElement(_stores[NetconfStores.Running]);
            var modified = _stores.IsModified;
            NetconfEditor.Apply(changed, XElement.Parse($"<config>{lines}</config>"), "merge");
            _stores[NetconfStores.Running] = changed;
            if (!modified)
            {
                _stores.Discard();
            }

            _device.Journal.Add(new(_device.TimeProvider.GetUtcNow(), LabWrite.OutOfBand, LabStore.Running, "", null, ""));
        }
    }

    public ILabCli LogIn(LabLogin login) => new NoShell();

    public ILabProgram? Subsystem(LabLogin login, string name) => name == "netconf" ? new LabNetconfServer(_device, login.User, this) : null;

    public IReadOnlyList<XElement> Answer(LabNetconfSession session, XElement operation) => Locked(() => _operations.Answer(session, operation));

    public void Closed(LabNetconfSession session) => Locked(() => _operations.Closed(session));

    private static IEnumerable<string> Capability(bool has, string name) => has ? [$"urn:ietf:params:netconf:capability:{name}"] : [];

    private static XElement Read(string text)
    {
        var config = new XElement("config");
        try
        {
            NetconfEditor.Apply(config, XElement.Parse($"<config>{text}</config>"), "merge");
            return config;
        }
        catch (LabRpcError error)
        {
            throw new ArgumentException($"The simulated server refuses its own config: {error.Message} at {error.Path}", error);
        }
    }

    private T Locked<T>(Func<T> get)
    {
        lock (Gate)
        {
            return get();
        }
    }
}
