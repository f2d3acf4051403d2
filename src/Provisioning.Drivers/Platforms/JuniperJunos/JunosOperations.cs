using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>
/// The requests of the Junos XML protocol, which Junos takes in NETCONF sessions. A commit is never NETCONF's own <c>commit</c>:
/// with that, Junos undid a confirmed commit at once, whatever its timeout (ncclient issue 238, ansible issue 40626).
/// </summary>
internal static class JunosOperations
{
    // "comment: up to 512 bytes" (CLI User Guide, "commit").
    private const int LongestLog = 512;

    private static readonly XNamespace Netconf = "urn:ietf:params:xml:ns:netconf:base:1.0";

    public static XElement Lock => Element("lock-configuration");

    public static XElement Unlock => Element("unlock-configuration");

    public static XElement History => Element("get-commit-information");

    public static XElement Uptime => Element("get-system-uptime-information");

    public static XElement Difference =>
        Element("get-configuration", new XAttribute("compare", "rollback"), new XAttribute("rollback", "0"), new XAttribute("format", "text"));

    /// <summary>Empties the candidate (NETCONF Developer Guide, "Delete the Configuration Using NETCONF").</summary>
    public static XElement Empty => Element("delete-config", Element("target", Element("candidate")));

    public static XElement Configuration(string database) =>
        Element("get-configuration", new XAttribute("format", "text"), new XAttribute("database", database));

    public static XElement Rollback(int number) =>
        Element("load-configuration", new XAttribute("rollback", number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Loads a text: <c>replace</c> honours the tags of that name and otherwise merges; <c>merge</c> ignores them.</summary>
    public static XElement Load(JuniperJunosConfig config, LoadOperation operation)
    {
        var isSet = config.Format == JunosFormat.Set;
        var action = isSet ? "set" : operation == LoadOperation.Replace ? "override" : config.HasReplaceTags ? "replace" : "merge";
        return Element("load-configuration",
            new XAttribute("action", action),
            new XAttribute("format", "text"),
            Element(isSet ? "configuration-set" : "configuration-text", config.Text));
    }

    public static XElement Check(bool synchronize) => Commit(synchronize, Element("check"));

    public static XElement Commit(string log, int? confirmMinutes, bool synchronize) => Commit(
        synchronize,
        confirmMinutes is null ? null : Element("confirmed"),
        confirmMinutes is { } minutes ? Element("confirm-timeout", minutes.ToString(CultureInfo.InvariantCulture)) : null,
        Element("log", log));

    /// <summary>What a commit is known by in the history, with the user's message behind it, on one line.</summary>
    public static string Log(string runId, string? message)
    {
        var words = (message ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))));
        var log = $"prv-{runId}{(string.IsNullOrWhiteSpace(message) ? "" : ": " + string.Join(' ', words))}";
        while (Encoding.UTF8.GetByteCount(log) > LongestLog)
        {
            log = log[..^1];
        }

        return log;
    }

    /// <summary>Whole minutes, never fewer than asked for; Junos has no smaller unit here.</summary>
    public static int Minutes(TimeSpan timeout) => (int)Math.Clamp(Math.Ceiling(timeout.TotalMinutes), 1, 65535);

    private static XElement Commit(bool synchronize, params XElement?[] content) =>
        Element("commit-configuration", [synchronize ? Element("synchronize") : null, .. content]);

    private static XElement Element(string name, params object?[] content) => new(Netconf + name, content);
}
