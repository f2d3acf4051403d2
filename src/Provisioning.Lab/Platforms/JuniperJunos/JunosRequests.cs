using System.Globalization;
using System.Xml.Linq;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>What a NETCONF session asks a simulated Junos device for, and what that answers.</summary>
internal sealed class JunosRequests(JunosDevice device, JunosSession session)
{
    private JunosDatabase Database => device.Database;

    /// <summary>Does what a request asks for.</summary>
    /// <param name="operation">The element inside <c>rpc</c>.</param>
    /// <returns>What goes into <c>rpc-reply</c>.</returns>
    public IReadOnlyList<XElement> Answer(XElement operation)
    {
        lock (device.Gate)
        {
            return operation.Name.LocalName switch
            {
                // These two succeed with an empty reply (Developer Guide, "Locking and Unlocking the Candidate Configuration").
                "lock-configuration" => Database.Lock(session) is { } problem ? [JunosReplies.Error(problem)] : [],
                "unlock-configuration" => Unlock(),
                "load-configuration" => Guarded(() => [JunosReplies.Loaded(Load(operation))]),
                "delete-config" or "discard-changes" => Guarded(() => Clear(operation.Name.LocalName == "delete-config")),
                "get-configuration" => [Configuration(operation)],
                "commit-configuration" => Guarded(() => [Commit(operation)]),
                "get-commit-information" => [JunosReplies.History(device)],
                "get-system-uptime-information" => [JunosReplies.Uptime(device)],
                var other => [JunosReplies.Error(new("syntax error", null, other))],
            };
        }
    }

    /// <summary>The session is over: its lock is given back, and its changes are gone. A commit that waits goes on waiting.</summary>
    public void Close()
    {
        lock (device.Gate)
        {
            Database.Unlock(session);
        }
    }

    private IReadOnlyList<XElement> Guarded(Func<IReadOnlyList<XElement>> answer) =>
        Database.Busy(session) is { } busy ? [JunosReplies.Error(busy)] : answer();

    private XElement[] Unlock()
    {
        Database.Unlock(session);
        return [];
    }

    private XElement[] Clear(bool delete)
    {
        _ = delete ? null : Database.Load(session, 0);
        if (delete)
        {
            Database.Edit(session, _ => JunosNode.NewTop(device.Schema), "delete-config");
        }

        return [JunosReplies.Ok];
    }

    private List<JunosProblem> Load(XElement operation)
    {
        if (operation.Attribute("rollback") is { } rollback)
        {
            return Database.Load(session, (int)rollback) is { } problem ? [problem] : [];
        }

        var action = operation.Attribute("action")?.Value ?? "merge";
        var text = operation.Value;
        List<JunosProblem> problems = [];
        Database.Edit(
            session,
            candidate =>
            {
                (problems, var changed) = action switch
                {
                    "set" => Set(text, candidate),
                    _ when operation.Attribute("format")?.Value != "text" => ([new("syntax error", null, "format")], candidate),
                    "override" => Text(text, JunosNode.NewTop(device.Schema), honoursReplace: false),
                    _ => Text(text, candidate, action == "replace"),
                };
                return changed;
            },
            text);
        return problems;
    }

    private static (List<JunosProblem>, JunosNode) Set(string text, JunosNode candidate)
    {
        var loader = new JunosSetLoader(candidate);
        loader.Load(text);
        return (loader.Problems, candidate);
    }

    private static (List<JunosProblem>, JunosNode) Text(string text, JunosNode into, bool honoursReplace)
    {
        var loader = new JunosTextLoader(JunosWords.OfText(text), honoursReplace);
        loader.Load(into);
        return (loader.Problems, into);
    }

    private XElement Configuration(XElement operation)
    {
        var candidate = operation.Attribute("database")?.Value != "committed";
        var config = candidate ? Database.Candidate : Database.Committed;
        if (operation.Attribute("compare")?.Value == "rollback")
        {
            var old = int.Parse(operation.Attribute("rollback")?.Value ?? "0", CultureInfo.InvariantCulture);
            return JunosReplies.Difference(JunosPatch.Between(Database.History[old].Config, config));
        }

        return operation.Attribute("format")?.Value switch
        {
            "text" => JunosReplies.Text(JunosReplies.Header(device, candidate) + JunosRenderer.Text(config)),
            "set" => JunosReplies.Set("\n" + JunosRenderer.Set(config)),
            var other => JunosReplies.Error(new("unsupported format", null, other)),
        };
    }

    private XElement Commit(XElement operation)
    {
        string? Value(string name) => operation.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        if (Value("check") is not null)
        {
            return JunosReplies.Committed(Database.Check(session), "commit-check-success");
        }

        int? minutes = Value("confirmed") is null ? null : int.Parse(Value("confirm-timeout") ?? "10", CultureInfo.InvariantCulture);
        return minutes is < 1 or > 65535
            ? JunosReplies.Error(new($"Value {minutes} is not within range (1..65535)", null, "confirm-timeout"))
            : JunosReplies.Committed(
                Database.Commit(session, Value("log"), minutes),
                "commit-success",
                minutes is null ? null : $"commit confirmed will be automatically rolled back in {minutes} minutes unless confirmed");
    }
}
