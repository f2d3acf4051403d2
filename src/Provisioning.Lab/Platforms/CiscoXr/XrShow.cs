using System.Globalization;
using System.Text;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>What the show commands print.</summary>
internal static class XrShow
{
    // Recorded on 6.5.3 and, with "!! " before the first line, on 24.3.1.
    public static string Config(XrDevice device, ConfigSection config) =>
        $"{Header(device)}{XrRenderer.Render(config)}end\n\n";

    public static string Target(XrDevice device, XrSession session) => $"{Building(device)}{XrRenderer.Render(session.Target.Alone)}end\n\n";

    public static string Merge(XrDevice device, XrSession session) => Config(device, session.Target.Over(device.RunningConfig));

    public static string Diff(XrDevice device, XrSession session, bool replace) =>
        Difference(device, XrDiff.Create(device.RunningConfig, session.Result(device.RunningConfig, replace)));

    public static string Difference(XrDevice device, string diff) => $"{Building(device)}{diff}end\n\n";

    public static string Version(XrDevice device) =>
        $"Cisco IOS XR Software, Version {device.Options.Version}\nCopyright (c) 2013-2026 by Cisco Systems, Inc.\n\n Version      : {device.Options.Version}\n\n";

    // Recorded on 24.3.1; nothing at all when there is no session.
    public static string Sessions(XrDevice device)
    {
        device.Forget();
        return device.Sessions.Count == 0 ? "" : Table(device.Sessions);
    }

    public static string Table(IEnumerable<XrSession> sessions)
    {
        var text = new StringBuilder("Current Configuration Session  Line       User     Date                     Lock\n");
        foreach (var session in sessions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{session.Id,-30} {session.Line,-10} {session.User,-8} {Time(session.Started)}{(session.Exclusive ? " *" : "")}\n");
        }

        return text.ToString();
    }

    // Recorded on 24.3.1.
    public static string SessionsDetail(XrDevice device)
    {
        device.Forget();
        var text = new StringBuilder();
        foreach (var (session, index) in device.Sessions.Select((session, index) => (session, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {index + 1}) Session: {session.Id}  {Time(session.Started)}\n");
            text.Append(CultureInfo.InvariantCulture, $"     Line: {session.Line,-30} Lock: {(session.Exclusive ? "Reserved" : "None")}\n");
            text.Append(CultureInfo.InvariantCulture, $"     User: {session.User,-30} Client: {session.Client}\n");
            text.Append(CultureInfo.InvariantCulture, $"     Process: {(session.Client == "commit-confirm" ? "cfgmgr_trial_co" : "config"),-27} PID: 13717\n");
            text.Append(CultureInfo.InvariantCulture, $"     Node:                                Elapsed Time: {Elapsed(device, session)}\n");
        }

        return text.Append(text.Length > 0 ? "\n" : "").ToString();
    }

    // The table is recorded (ktbyers/netmiko issue 89): the label stands in place of the number.
    public static string Commits(XrDevice device, int count)
    {
        var text = new StringBuilder("SNo. Label/ID              User      Line                Client      Time Stamp\n~~~~ ~~~~~~~~              ~~~~      ~~~~                ~~~~~~      ~~~~~~~~~~\n");
        foreach (var (commit, index) in Latest(device, count))
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1,-4} {commit.Label ?? commit.Id,-21} {commit.Session.User,-9} {commit.Session.Line,-19} {commit.Client,-11} {Time(commit.Time)}\n");
        }

        return text.ToString();
    }

    // Recorded on 6.4.1.
    public static string CommitsDetail(XrDevice device, int count)
    {
        var text = new StringBuilder("\n");
        foreach (var (commit, index) in Latest(device, count))
        {
            text.Append(CultureInfo.InvariantCulture, $"   {index + 1}) CommitId: {commit.Id,-26} Label: {commit.Label ?? "NONE"}\n");
            text.Append(CultureInfo.InvariantCulture, $"      UserId:   {commit.Session.User,-26} Line:  {commit.Session.Line}\n");
            text.Append(CultureInfo.InvariantCulture, $"      Client:   {commit.Client,-26} Time:  {Time(commit.Time)}\n");
            text.Append(CultureInfo.InvariantCulture, $"      Comment:  {commit.Comment ?? "NONE"}\n\n");
        }

        return text.ToString();
    }

    public static string Time(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time:ddd MMM} {time.Day,2} {time:HH:mm:ss yyyy}");

    /// <summary>The time that stands before an answer.</summary>
    public static string Stamp(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time:ddd MMM} {time.Day,2} {time:HH:mm:ss.fff} UTC\n");

    private static IEnumerable<(XrCommit Commit, int Index)> Latest(XrDevice device, int count) =>
        Enumerable.Reverse(device.Commits).Take(count).Select((commit, index) => (commit, index));

    private static string Elapsed(XrDevice device, XrSession session) =>
        session.Client == "CLI" && session != device.Trial?.Session ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{(int)(device.Now - session.Started).TotalSeconds} sec.");

    private static string Header(XrDevice device) =>
        $"{Building(device)}!! Last configuration change at {Time(device.Commits[^1].Time)} by {device.Commits[^1].Session.User}\n!\n";

    private static string Building(XrDevice device) => device.Release >= 24
        ? $"!! Building configuration...\n!! IOS XR Configuration {device.Options.Version}\n"
        : $"Building configuration...\n!! IOS XR Configuration {(device.Release >= 7 ? "" : "version = ")}{device.Options.Version}\n";
}
