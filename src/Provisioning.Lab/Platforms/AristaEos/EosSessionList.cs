using System.Globalization;
using System.Text;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>What <c>show configuration sessions</c> prints, before and from EOS 4.32.</summary>
internal static class EosSessionList
{
    /// <summary>The JSON fields (samples of both shapes: napalm-automation/napalm issue 2166).</summary>
    public static Dictionary<string, object> Fields(EosCli cli, bool detail)
    {
        var device = cli.Device;
        var fields = new Dictionary<string, object>
        {
            ["sessions"] = device.Sessions.ToDictionary(session => session.Name, session => Session(cli, session)),
            ["maxSavedSessions"] = EosDevice.MaxSavedSessions,
            ["maxOpenSessions"] = EosDevice.MaxOpenSessions,
            ["mergeOnCommit"] = false,
            ["saveToStartupConfigOnCommit"] = false,
        };
        if (detail && device.ListsTimerAtTop && device.Pending is { } pending)
        {
            fields["commitTimerSessionName"] = pending.Name;
            fields["commitTimerExpireTime"] = Deadline(device, pending);
        }

        return fields;
    }

    // The tables are as printed by EOS 4.25 (published log) and, with the timer on top, by 4.32 (second-hand, unconfirmed).
    public static string Text(EosCli cli, bool detail)
    {
        var device = cli.Device;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Maximum number of completed sessions: {EosDevice.MaxSavedSessions}\n");
        text.Append(CultureInfo.InvariantCulture, $"Maximum number of pending sessions: {EosDevice.MaxOpenSessions}\n");
        if (device.ListsTimerAtTop)
        {
            text.Append("Merge on commit is disabled\nAutosave to startup-config on commit is disabled\n");
        }

        if (detail && device.ListsTimerAtTop && device.Pending is { } pending)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSession with pending commit timer: {pending.Name}\nTime left until commit timer expiry: in {TimeLeft(device, pending)}\n");
        }

        return text.Append('\n').Append(Table(cli, detail)).Append('\n').ToString();
    }

    private static Dictionary<string, object> Session(EosCli cli, EosSession session)
    {
        var device = cli.Device;
        var fields = new Dictionary<string, object> { ["state"] = device.State(session) };
        if (session.Committed)
        {
            fields["completedTime"] = EosShow.Seconds(session.CommitTime);
        }

        if (session.Checkpoint is not null && !device.ListsTimerAtTop)
        {
            fields["commitBy"] = Deadline(device, session);
        }

        fields["commitUser"] = session.CommitUser;
        fields["description"] = "";
        fields["instances"] = session.Users.ToDictionary(
            user => (2000 + user.Number).ToString(CultureInfo.InvariantCulture),
            user => new { user = user.User, terminal = user.Terminal, currentTerminal = user == cli });
        return fields;
    }

    private static double Deadline(EosDevice device, EosSession session) => Math.Round(device.Options.TimerEndsInEpochSeconds
        ? EosShow.Seconds(session.Deadline)
        : (device.Uptime + (session.Deadline - device.Now)).TotalSeconds, 2);

    private static string TimeLeft(EosDevice device, EosSession session) =>
        (session.Deadline - device.Now) is var left
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left.Minutes:D2}:{left.Seconds:D2}") : "";

    private static string Table(EosCli cli, bool detail)
    {
        var device = cli.Device;
        var columns = new List<string> { "Name", "State", "User", "Terminal" };
        columns.AddRange(!detail ? [] : device.ListsTimerAtTop ? ["Completed Time", "Committed By"] : ["Commit Time Left", "Completed Time", "Committed By"]);
        var rows = device.Sessions.Select(session => (Mark: session.Users.Contains(cli) ? "* " : "  ", Cells: Row(cli, session, columns))).ToList();
        var widths = columns.Select((column, i) => Math.Max(column.Length, rows.Select(row => row.Cells[i].Length).DefaultIfEmpty(0).Max()) + 2).ToList();
        string Line(string mark, IEnumerable<string> cells) => mark + string.Concat(cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd() + "\n";
        return Line("  ", columns) + Line("  ", widths.Select(width => new string('-', width - 1))) + string.Concat(rows.Select(row => Line(row.Mark, row.Cells)));
    }

    private static List<string> Row(EosCli cli, EosSession session, List<string> columns) => [.. columns.Select(column => column switch
    {
        "Name" => session.Name,
        "State" => cli.Device.State(session),
        "User" => session.Users.FirstOrDefault()?.User ?? "",
        "Terminal" => session.Users.FirstOrDefault()?.Terminal ?? "",
        "Commit Time Left" => session.Checkpoint is null ? "" : TimeLeft(cli.Device, session),
        "Completed Time" => session.Committed ? session.CommitTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "",
        _ => session.CommitUser,
    })];
}
