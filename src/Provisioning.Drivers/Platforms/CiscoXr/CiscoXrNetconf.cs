using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>
/// The operations of IOS XR's NETCONF server, and what their answers hold. Sources: RFC 6241; Cisco's YANG modules
/// <c>Cisco-IOS-XR-cli-cfg</c>, <c>-cli-diff-act</c>, <c>-cfgmgr-rollback-act</c> and <c>-config-cfgmgr-exec-oper</c> (7.0.1).
/// </summary>
internal static class CiscoXrNetconf
{
    private static readonly XNamespace Cli = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg";
    private static readonly XNamespace CliDiff = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-diff-act";
    private static readonly XNamespace RollbackAct = "http://cisco.com/ns/yang/Cisco-IOS-XR-cfgmgr-rollback-act";
    private static readonly XNamespace Manager = "http://cisco.com/ns/yang/Cisco-IOS-XR-config-cfgmgr-exec-oper";

    public static XElement LockCandidate { get; } = Make("lock", Target);

    public static XElement UnlockCandidate { get; } = Make("unlock", Target);

    public static XElement Discard { get; } = Make("discard-changes");

    public static XElement GetDiff { get; } = new(CliDiff + "get-cli-config-diff");

    public static XElement RollBackLast { get; } = new(RollbackAct + "roll-back-configuration-last", new XElement(RollbackAct + "count", 1));

    /// <summary>The sessions that configure, and the commits.</summary>
    public static XElement GetState { get; } = Get("config-session", "config-commit");

    /// <summary>The commits.</summary>
    public static XElement GetCommits { get; } = Get("config-commit");

    private static XElement Target => Make("target", Make("candidate"));

    public static XElement GetConfig(string store) =>
        Make("get-config", Make("source", Make(store)), Make("filter", new XAttribute("type", "subtree"), new XElement(Cli + "cli")));

    /// <summary>The text goes as text of the element, so that whatever XML would act on is escaped.</summary>
    public static XElement Load(string text, LoadOperation operation) => operation == LoadOperation.Replace
        ? Make("copy-config", Target, Make("source", Config(text)))
        : Make("edit-config", Target, Make("error-option", "rollback-on-error"), Config(text));

    public static XElement Commit(TimeSpan? timeout, string persist) => timeout is { } time
        ? Make("commit", Make("confirmed"), Make("confirm-timeout", CiscoXrOutput.Seconds(time)), Make("persist", persist))
        : Make("commit");

    public static XElement Confirm(string persist) => Make("commit", Make("persist-id", persist));

    public static XElement Cancel(string persist) => Make("cancel-commit", Make("persist-id", persist));

    /// <summary>The config in an answer to <see cref="GetConfig"/>; null when it has none.</summary>
    public static string? ConfigOf(XElement reply) => reply.Descendants(Cli + "cli").FirstOrDefault()?.Value;

    /// <summary>The diff in an answer to <see cref="GetDiff"/>; null when it has none.</summary>
    public static string? DiffOf(XElement reply) => reply.Descendants().FirstOrDefault(element => element.Name.LocalName == "response")?.Value;

    /// <summary>The sessions in an answer to <see cref="GetState"/>.</summary>
    public static IReadOnlyList<CiscoXrConfigSession> SessionsOf(XElement reply) => [.. reply.Descendants(Manager + "session").Where(element => element.HasElements)
        .Select(session => new CiscoXrConfigSession(Leaf(session, "session-id"), Leaf(session, "timestamp"))
        {
            Line = Leaf(session, "tty-name"),
            User = Leaf(session, "user-id"),
            Client = Leaf(session, "trial-flag") is "*" or "true" or "TRUE" or "yes" or "YES" ? CiscoXrConfigSession.TrialClient : Leaf(session, "client-name"),
        })];

    /// <summary>The ids of the commits in an answer, newest first.</summary>
    public static IReadOnlyList<string> CommitsOf(XElement reply) => [.. reply.Descendants(Manager + "commit").Where(element => element.HasElements)
        .Select(commit => Leaf(commit, "commit-id"))
        .OrderByDescending(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    /// <summary>Who made a commit; empty when the answer does not tell.</summary>
    public static string CommitterOf(XElement reply, string id) => reply.Descendants(Manager + "commit").Where(element => element.HasElements && Leaf(element, "commit-id") == id)
        .Select(commit => Leaf(commit, "user-id")).FirstOrDefault() ?? "";

    /// <summary>The text as it is loaded: without the lines around it that only a screen has.</summary>
    /// <exception cref="LoadException">It holds a character that XML does not have.</exception>
    public static string Text(string config)
    {
        var lines = config.Split('\n').ToList();
        for (var index = 0; index < lines.Count; index++)
        {
            RefuseUnsendable(lines[index], index + 1);
        }

        var last = lines.FindLastIndex(line => !string.IsNullOrWhiteSpace(line));
        if (last >= 0 && lines[last].TrimEnd() == "end")
        {
            lines.RemoveRange(last, lines.Count - last);
        }

        return string.Join('\n', lines.SkipWhile(line => string.IsNullOrWhiteSpace(line) || CiscoXrOutput.IsHeader(line))).TrimEnd('\n') + "\n";
    }

    private static void RefuseUnsendable(string line, int number)
    {
        for (var index = 0; index < line.Length; index++)
        {
            if (XmlConvert.IsXmlChar(line[index]) || (index + 1 < line.Length && XmlConvert.IsXmlSurrogatePair(line[index + 1], line[index])))
            {
                index += XmlConvert.IsXmlChar(line[index]) ? 0 : 1;
                continue;
            }

            throw new LoadException(
                ErrorCode.IntendedConfigUnsendable,
                $"Line {number}, column {index + 1} of the intended config holds '\\x{(int)line[index]:x2}', which NETCONF cannot carry. Remove it.");
        }
    }

    private static XElement Config(string text) => Make("config", new XElement(Cli + "cli", text));

    private static XElement Get(params string[] parts) => Make("get", Make("filter", new XAttribute("type", "subtree"),
        new XElement(Manager + "config-manager", new XElement(Manager + "global", parts.Select(part => new XElement(Manager + part))))));

    private static string Leaf(XElement element, string name) => element.Element(Manager + name)?.Value.Trim() ?? "";

    private static XElement Make(string name, params object?[] content) => new(NetconfXml.Base + name, content);
}
