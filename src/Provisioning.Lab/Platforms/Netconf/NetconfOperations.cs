using System.Globalization;
using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>What the operations of a simulated server do. Callers hold the device's lock.</summary>
internal sealed class NetconfOperations(LabDevice device, NetconfStores stores)
{
    private static readonly XNamespace Base = LabRpcError.Base;
    private static readonly IReadOnlyList<XElement> Ok = [new(Base + "ok")];
    private readonly NetconfConfirmedCommit _confirmed = new(device, stores);
    private bool _editsAreForgotten;

    public LabPendingCommit? Pending => _confirmed.Pending;

    private LabNetconfOptions Options => device.Options.Netconf;

    public IReadOnlyList<XElement> Answer(LabNetconfSession session, XElement operation) => operation.Name.LocalName switch
    {
        _ when operation.Name.Namespace != Base => throw Unsupported(operation),
        "get-config" => [new(Base + "data", stores[Store(operation, "source")].Elements())],
        "lock" => Done(() => stores.Lock(Store(operation, "target"), session, _confirmed.IsSomebodyElses(session))),
        "unlock" => Done(() => stores.Unlock(Store(operation, "target"), session)),
        "edit-config" => Edit(session, operation),
        "copy-config" => Copy(session, operation),
        "validate" when Options.Validate => Validate(operation),
        "discard-changes" when Options.Candidate => Discard(session),
        "commit" when Options.Candidate => Commit(session, operation),
        "cancel-commit" when Options.ConfirmedCommit == "1.1" => Done(() => _confirmed.Cancel(session, operation.Element(Base + "persist-id")?.Value)),
        _ => throw Unsupported(operation),
    };

    public bool Closed(LabNetconfSession session)
    {
        _confirmed.Closed(session);
        stores.Release(session);
        return true;
    }

    private IReadOnlyList<XElement> Edit(LabNetconfSession session, XElement operation)
    {
        var target = Store(operation, "target");
        if ((target == NetconfStores.Running && !(Options.WritableRunning ?? !Options.Candidate)) || target == NetconfStores.Startup)
        {
            throw Unsupported(operation);
        }

        stores.RefuseLocked(target, session);
        var replaces = operation.Element(Base + "default-operation")?.Value == "replace";
        var changed = new XElement(stores[target]);
        if (replaces && !Options.ReplacesOnlyWhatIsMentioned)
        {
            changed.Elements().Remove();
        }

        Apply(operation, target, changed);
        if (operation.Element(Base + "test-option")?.Value != "set" && Options.Validate)
        {
            NetconfEditor.Validate(changed);
        }

        if (operation.Element(Base + "test-option")?.Value == "test-only")
        {
            return Ok;
        }

        (stores[target], _editsAreForgotten) = (changed, false);
        Note(target == NetconfStores.Candidate ? LabWrite.CandidateLine : LabWrite.RunningLine, target == NetconfStores.Candidate ? LabStore.Candidate : LabStore.Running, session.User);
        return Ok;
    }

    /// <summary>Without rollback-on-error what came before the error stays (RFC 6241, 7.2: stop-on-error).</summary>
    private void Apply(XElement operation, string target, XElement changed)
    {
        var replaces = operation.Element(Base + "default-operation")?.Value == "replace";
        try
        {
            NetconfEditor.Apply(changed, operation.Element(Base + "config")!, replaces ? "merge" : operation.Element(Base + "default-operation")?.Value ?? "merge");
        }
        catch (LabRpcError) when (!Options.RollbackOnError)
        {
            stores[target] = changed;
            throw;
        }
    }

    private static XElement Read(XElement config)
    {
        var read = new XElement("config");
        NetconfEditor.Apply(read, config, "merge");
        return read;
    }

    private IReadOnlyList<XElement> Copy(LabNetconfSession session, XElement operation)
    {
        var (source, target) = (Store(operation, "source"), Store(operation, "target"));
        if (target != NetconfStores.Startup)
        {
            throw Unsupported(operation);
        }

        stores.RefuseLocked(target, session);
        stores[target] = new XElement(stores[source]);
        Note(LabWrite.Saved, LabStore.Startup, session.User);
        return Ok;
    }

    private IReadOnlyList<XElement> Validate(XElement operation)
    {
        NetconfEditor.Validate(operation.Element(Base + "source")?.Element(Base + "config") is { } config ? Read(config) : stores[Store(operation, "source")]);
        _editsAreForgotten = Options.ForgetsValidatedEdits;
        return Ok;
    }

    private IReadOnlyList<XElement> Discard(LabNetconfSession session)
    {
        stores.RefuseLocked(NetconfStores.Candidate, session);
        if (stores.IsModified)
        {
            Note(LabWrite.CandidateAborted, LabStore.Candidate, session.User);
        }

        stores.Discard();
        _editsAreForgotten = false;
        return Ok;
    }

    private IReadOnlyList<XElement> Commit(LabNetconfSession session, XElement operation)
    {
        stores.RefuseLocked(NetconfStores.Candidate, session);
        stores.RefuseLocked(NetconfStores.Running, session);
        NetconfEditor.Validate(stores[NetconfStores.Candidate]);
        var confirmed = operation.Element(Base + "confirmed") is not null;
        if (confirmed && Options.ConfirmedCommit is null)
        {
            throw Unsupported(operation);
        }

        _confirmed.Accept(session, operation.Element(Base + "persist-id")?.Value, confirms: !confirmed);
        if (confirmed)
        {
            var seconds = uint.Parse(operation.Element(Base + "confirm-timeout")?.Value ?? "600", CultureInfo.InvariantCulture);
            _confirmed.Start(session, TimeSpan.FromSeconds(seconds), Options.ConfirmedCommit == "1.1" ? operation.Element(Base + "persist")?.Value : null);
        }

        if (stores.IsModified && !_editsAreForgotten && !Options.CommitsNothing)
        {
            stores[NetconfStores.Running] = new XElement(stores[NetconfStores.Candidate]);
            Note(LabWrite.Committed, LabStore.Running, session.User);
        }

        return Ok;
    }

    private string Store(XElement operation, string role)
    {
        var name = operation.Element(Base + role)?.Elements().FirstOrDefault()?.Name.LocalName ?? "";
        return name == NetconfStores.Running || (name == NetconfStores.Candidate && Options.Candidate) || (name == NetconfStores.Startup && Options.Startup)
            ? name
            : throw new LabRpcError("invalid-value", $"there is no configuration '{name}'") { Type = "protocol" };
    }

    private static IReadOnlyList<XElement> Done(Action action)
    {
        action();
        return Ok;
    }

    private static LabRpcError Unsupported(XElement operation) =>
        new("operation-not-supported", $"<{operation.Name.LocalName}> is not supported here") { Type = "protocol" };

    private void Note(LabWrite write, LabStore store, string user) =>
        device.Journal.Add(new(device.TimeProvider.GetUtcNow(), write, store, user, store == LabStore.Candidate ? NetconfStores.Candidate : null, ""));
}
