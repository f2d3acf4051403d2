using System.Globalization;
using System.Xml.Linq;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>
/// The parts of replies. Sources: Junos XML Management Protocol Developer Guide; NETCONF XML Management Protocol Developer Guide;
/// replies recorded by Ansible's and PyEZ's users, whose messages stand between line feeds.
/// </summary>
internal static class JunosReplies
{
    private static readonly XNamespace Netconf = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static readonly XNamespace Xnm = "http://xml.juniper.net/xnm/1.1/xnm";

    public static XElement Ok => new(Netconf + "ok");

    public static XElement Element(string name, params object[] content) => new(Netconf + name, content);

    public static XElement Error(JunosProblem problem)
    {
        var error = Element("rpc-error",
            Element("error-type", "protocol"),
            Element("error-tag", "operation-failed"),
            Element("error-severity", problem.IsWarning ? "warning" : "error"));
        if (!string.IsNullOrEmpty(problem.Path) || problem.Path is "")
        {
            error.Add(Element("error-path", $"\n[edit{(problem.Path.Length == 0 ? "" : " " + problem.Path)}]\n"));
        }

        error.Add(Element("error-message", $"\n{problem.Message}\n"));
        if (problem.BadElement is { } word)
        {
            error.Add(Element("error-info", Element("bad-element", word)));
        }

        return error;
    }

    /// <summary>What loading says: the errors and their number, or that all is well beside the warnings.</summary>
    public static XElement Loaded(IReadOnlyList<JunosProblem> problems)
    {
        var errors = problems.Count(problem => !problem.IsWarning);
        return Element("load-configuration-results",
            problems.Select(Error).ToArray<object>(),
            errors == 0 ? Ok : Element("load-error-count", errors.ToString(CultureInfo.InvariantCulture)));
    }

    public static XElement Committed(IReadOnlyList<JunosProblem> problems, string success, string? output = null) => problems.Count > 0
        ? Element("commit-results", problems.Select(Error).ToArray<object>())
        : Element("commit-results",
            output is null ? "" : Element("output", output),
            Element("routing-engine", Element("name", "re0"), Element(success)));

    public static XElement Text(string text) => new(Xnm + "configuration-text", text);

    public static XElement Set(string text) => new(Xnm + "configuration-set", text);

    public static XElement Difference(string patch) =>
        Element("configuration-information", Element("configuration-output", "\n" + patch));

    /// <summary>The commit history (recorded on Junos 24.4).</summary>
    public static XElement History(JunosDevice device)
    {
        XNamespace junos = Namespace(device);
        var history = Element("commit-information");
        foreach (var (commit, index) in device.Database.History.Select((commit, index) => (commit, index)))
        {
            history.Add(Element("commit-history",
                Element("sequence-number", index),
                Element("user", commit.User),
                Element("client", commit.Client),
                Moment(Netconf, junos, commit.Time),
                commit.Comment is { } comment ? Element("comment", comment) : "",
                commit.Log is { } log ? Element("log", log) : "",
                commit.Deadline is not null && device.Options.MarksPendingCommit ? Element("commit-confirmed", "rollback pending") : ""));
        }

        return history;
    }

    public static XElement Uptime(JunosDevice device)
    {
        XNamespace junos = Namespace(device);
        var uptime = new XElement(junos + "system-uptime-information", new XElement(junos + "current-time", Moment(junos, junos, device.Now)));
        return !device.Options.VirtualChassis ? uptime
            : new XElement(junos + "multi-routing-engine-results", new XElement(junos + "multi-routing-engine-item", new XElement(junos + "re-name", "fpc0"), uptime));
    }

    /// <summary>The line that goes before a configuration; what it says changes with every commit.</summary>
    public static string Header(JunosDevice device, bool candidate)
    {
        var last = device.Database.History[0];
        return candidate ? $"\n## Last changed: {Time(device.Now)}\n" : $"\n## Last commit: {Time(last.Time)} by {last.User}\n";
    }

    /// <summary>A time as Junos writes it.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Namespace(JunosDevice device) =>
        $"http://xml.juniper.net/junos/{device.Options.Version.Split('R')[0]}R0/junos";

    private static XElement Moment(XNamespace parent, XNamespace junos, DateTimeOffset time) => new(parent + "date-time",
        new XAttribute(XNamespace.Xmlns + "junos", junos.NamespaceName),
        new XAttribute(junos + "seconds", time.ToUnixTimeSeconds()),
        Time(time));
}
