using System.Globalization;
using System.Text;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>What the simpler show commands print.</summary>
internal static class NxosShow
{
    // Header as recorded on 9.2(4) and 9.3(1), with its blank lines and the two spaces behind the version.
    public static string Running(NxosDevice device, bool all = false) =>
        $"\n!Command: show running-config{(all ? " all" : "")}\n!Running configuration last done at: {Time(device.ChangedAt)}\n!Time: {Time(device.Now)}\n\n{Version(device)}{NxosRenderer.Render(device.RunningConfig, all)}\n";

    public static string Startup(NxosDevice device) =>
        $"\n!Command: show startup-config\n!Time: {Time(device.Now)}\n!Startup config saved at: {Time(device.SavedAt)}\n\n{Version(device)}{NxosRenderer.Render(device.StartupConfig)}\n";

    /// <summary>What <c>copy running-config</c> writes into a file.</summary>
    public static string Copy(NxosDevice device) => Running(device).TrimStart('\n');

    /// <summary>What <c>checkpoint file</c> writes (its first line: recorded).</summary>
    public static string Checkpoint(NxosDevice device) =>
        $"!Command: Checkpoint cmd vdc 1\n!Time: {Time(device.Now)}\n\n{Version(device)}{NxosRenderer.Render(device.RunningConfig)}";

    // The first lines are in Cisco's guide; what tells of the commit timer is unconfirmed.
    public static string ReplaceStatus(NxosDevice device)
    {
        if (device.LastReplace is not { } last)
        {
            return "Last operation : None\n";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Last operation : Config-replace to user config\nDetails:\n  Rollback type: atomic .replace_tmp_28081\n");
        text.Append(CultureInfo.InvariantCulture, $"  Start Time: {Time(last.Time)}\n  End Time: {Time(last.Time)}\n  Operation Status: {(last.Succeeded ? "Success" : "Failed")}\n");
        if (device.Pending is { } pending && device.Options.StatusTellsTimer)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Commit Timer: {(int)(pending.Deadline - device.Now).TotalSeconds} seconds left\n");
        }

        return text.ToString();
    }

    public static string Time(DateTimeOffset time) => time.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);

    private static string Version(NxosDevice device) => $"version {device.Options.Version} Bios:version  \n";
}
