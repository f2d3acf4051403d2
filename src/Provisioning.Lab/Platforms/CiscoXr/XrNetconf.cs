using System.Globalization;
using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>
/// NETCONF on a simulated IOS XR router. Sources: RFC 6241; the YANG modules Cisco-IOS-XR-cli-cfg, -cli-diff-act,
/// -cfgmgr-rollback-act and -config-cfgmgr-exec-oper of 7.0.1; persistent commits were tried by others on IOS XR 7. The words of
/// errors are unconfirmed, as are the values of the flags.
/// </summary>
internal sealed class XrNetconf(XrDevice device) : ILabNetconf
{
    private static readonly XNamespace Base = LabRpcError.Base;
    private static readonly XNamespace Cli = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg";
    private static readonly XNamespace Manager = "http://cisco.com/ns/yang/Cisco-IOS-XR-config-cfgmgr-exec-oper";
    private static readonly IReadOnlyList<XElement> Ok = [new(Base + "ok")];
    private readonly Dictionary<int, XrNetconfCandidate> _candidates = [];
    private int? _locked;

    public IReadOnlyList<string> Capabilities =>
    [
        "urn:ietf:params:netconf:capability:candidate:1.0",
        "urn:ietf:params:netconf:capability:rollback-on-error:1.0",
        "urn:ietf:params:netconf:capability:validate:1.1",
        .. device.Options.ConfirmsOverNetconf ? (string[])["urn:ietf:params:netconf:capability:confirmed-commit:1.1"] : [],
        $"{Cli}?module=Cisco-IOS-XR-cli-cfg&revision=2016-05-12",
    ];

    public bool KnowsBase11 => true;

    public LabNetconfSessions Sessions { get; } = new();

    public IReadOnlyList<XElement> Answer(LabNetconfSession session, XElement operation)
    {
        lock (device.Gate)
        {
            return operation.Name.LocalName switch
            {
                "get" => [new(Base + "data", State(operation))],
                "get-config" => [new(Base + "data", new XElement(Cli + "cli", Config(session, operation)))],
                "lock" => Lock(session),
                "unlock" => Unlock(session),
                "edit-config" => Edit(session, operation, replace: false),
                "copy-config" => Edit(session, operation, replace: true),
                "discard-changes" => Discard(session),
                "get-cli-config-diff" => [new(operation.Name.Namespace + "response", Diff(session))],
                "commit" => Commit(session, operation),
                "cancel-commit" => Cancel(session, operation),
                "roll-back-configuration-last" => RollBack(session, operation),
                _ => throw new LabRpcError("operation-not-supported", $"There is no operation {operation.Name.LocalName}.") { Type = "protocol" },
            };
        }
    }

    public void Closed(LabNetconfSession session)
    {
        lock (device.Gate)
        {
            Drop(session);
            _locked = _locked == session.Id ? null : _locked;
        }
    }

    private string Config(LabNetconfSession session, XElement operation) => operation.Descendants(Base + "candidate").Any() && _candidates.TryGetValue(session.Id, out var candidate)
        ? XrShow.Config(device, candidate.Result(device.RunningConfig))
        : XrShow.Config(device, device.RunningConfig);

    private IReadOnlyList<XElement> Lock(LabNetconfSession session)
    {
        if ((_locked is { } holder && holder != session.Id) || device.Sessions.Any(other => other.Exclusive))
        {
            throw new LabRpcError("lock-denied", "The lock is held by another session.") { Type = "protocol", Info = [LabRpcError.Detail("session-id", _locked ?? 0)] };
        }

        _locked = session.Id;
        return Ok;
    }

    private IReadOnlyList<XElement> Unlock(LabNetconfSession session)
    {
        _locked = _locked == session.Id ? null : throw new LabRpcError("operation-failed", "The lock is not held by this session.") { Type = "protocol" };
        return Ok;
    }

    // The text is taken whole or not at all.
    private IReadOnlyList<XElement> Edit(LabNetconfSession session, XElement operation, bool replace)
    {
        var text = operation.Descendants(Cli + "cli").FirstOrDefault()?.Value ?? throw new LabRpcError("unknown-namespace", "There is no such module.") { Type = "protocol" };
        if (_locked is { } holder && holder != session.Id)
        {
            throw new LabRpcError("in-use", "The candidate is locked by another session.") { Type = "protocol" };
        }

        try
        {
            device.Read(text, new());
        }
        catch (ArgumentException refused)
        {
            throw new LabRpcError("operation-failed", $"!! SYNTAX/AUTHORIZATION ERRORS: This configuration failed due to one or more of the following reasons: {refused.Message.Split('\'').ElementAtOrDefault(1)}") { Severity = "error" };
        }

        Drop(session);
        var row = device.Open("", session.User, "netconf", () => { });
        _candidates[session.Id] = new(row, replace);
        foreach (var line in text.Split('\n'))
        {
            _candidates[session.Id].Enter(line);
        }

        device.Log(LabWrite.CandidateLine, LabStore.Candidate, session.User, row.Id, text);
        return Ok;
    }

    private IReadOnlyList<XElement> Discard(LabNetconfSession session)
    {
        Drop(session);
        return Ok;
    }

    private string Diff(LabNetconfSession session) => XrShow.Difference(
        device, _candidates.TryGetValue(session.Id, out var candidate) ? XrDiff.Create(device.RunningConfig, candidate.Result(device.RunningConfig)) : "");

    private IReadOnlyList<XElement> Commit(LabNetconfSession session, XElement operation)
    {
        if (operation.Element(Base + "persist-id")?.Value is { } name)
        {
            _ = device.Trial?.PersistId == name ? 0 : throw new LabRpcError("invalid-value", $"There is no confirmed commit '{name}'.") { Type = "protocol" };
            device.Confirm(session.User);
            return Ok;
        }

        if (device.Trial is { } trial)
        {
            throw new LabRpcError("operation-failed", $"Cannot commit because there is an unexpired trial/rollback session '{trial.Row.Id}'.");
        }

        if (device.Sessions.Any(other => other.Exclusive))
        {
            throw new LabRpcError("in-use", "The Configuration Namespace is locked by another agent.");
        }

        if (_candidates.TryGetValue(session.Id, out var candidate))
        {
            Commit(session, operation, candidate);
        }

        return Ok;
    }

    private void Commit(LabNetconfSession session, XElement operation, XrNetconfCandidate candidate)
    {
        if (XrCommitCommands.Failure(candidate.Result(device.RunningConfig)) is { } failed)
        {
            throw new LabRpcError("operation-failed", failed.Replace('\n', ' ').Trim());
        }

        var timeout = operation.Element(Base + "confirmed") is null ? (TimeSpan?)null
            : TimeSpan.FromSeconds(int.Parse(operation.Element(Base + "confirm-timeout")?.Value ?? "600", CultureInfo.InvariantCulture));
        device.Commit(candidate.Session, new() { Replace = candidate.Replaces, Confirmed = timeout, PersistId = operation.Element(Base + "persist")?.Value });
        _candidates.Remove(session.Id);
        device.Close(candidate.Session);
    }

    private IReadOnlyList<XElement> Cancel(LabNetconfSession session, XElement operation)
    {
        if (device.Trial is not { } trial || trial.PersistId != operation.Element(Base + "persist-id")?.Value)
        {
            throw new LabRpcError("invalid-value", "There is no such confirmed commit.") { Type = "protocol" };
        }

        device.Revert(session.User, LabWrite.Reverted);
        return Ok;
    }

    private IReadOnlyList<XElement> RollBack(LabNetconfSession session, XElement operation)
    {
        _ = device.Trial is null ? 0 : throw new LabRpcError("operation-failed", $"Cannot commit because there is an unexpired trial/rollback session '{device.Trial.Row.Id}'.");
        var count = int.Parse(operation.Elements().First(element => element.Name.LocalName == "count").Value, CultureInfo.InvariantCulture);
        device.RollBack(count, session.User, "");
        return Ok;
    }

    private XElement State(XElement operation)
    {
        bool Asks(string part) => operation.Descendants(Manager + part).Any();
        return new(Manager + "config-manager", new XElement(
            Manager + "global",
            Asks("config-commit") ? new XElement(Manager + "config-commit", new XElement(Manager + "commits", Enumerable.Reverse(device.Commits).Select(Row))) : null,
            Asks("config-session") ? new XElement(Manager + "config-session", new XElement(Manager + "sessions", device.Sessions.Select(Row))) : null));
    }

    private static XElement Row(XrCommit commit) => new(
        Manager + "commit",
        new XElement(Manager + "commit", commit.Id),
        new XElement(Manager + "timestamp", XrShow.Time(commit.Time)),
        new XElement(Manager + "commit-id", commit.Id),
        new XElement(Manager + "user-id", commit.Session.User),
        new XElement(Manager + "line", commit.Session.Line),
        new XElement(Manager + "client-name", commit.Client),
        new XElement(Manager + "label", commit.Label),
        new XElement(Manager + "comment", commit.Comment));

    private XElement Row(XrSession session) => new(
        Manager + "session",
        new XElement(Manager + "session", session.Id),
        new XElement(Manager + "session-id", session.Id),
        new XElement(Manager + "client-name", session.Client),
        new XElement(Manager + "user-id", session.User),
        new XElement(Manager + "tty-name", session.Line),
        new XElement(Manager + "timestamp", XrShow.Time(session.Started)),
        new XElement(Manager + "lock-flag", session.Exclusive ? "*" : ""),
        new XElement(Manager + "trial-flag", session == device.Trial?.Row ? "*" : ""));

    private void Drop(LabNetconfSession session)
    {
        if (_candidates.Remove(session.Id, out var candidate))
        {
            device.Close(candidate.Session);
        }
    }
}
