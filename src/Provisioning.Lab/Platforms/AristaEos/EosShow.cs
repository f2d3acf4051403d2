using System.Globalization;
using System.Text.Json;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>What the simpler show commands print.</summary>
internal static class EosShow
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Running(EosDevice device) =>
        $"! Command: show running-config\n{Header(device)}{ConfigRenderer.Render(device.RunningConfig)}!\nend\n";

    // Header lines as recorded by nautobot's golden config tests (cEOS 4.28).
    public static string Startup(EosDevice device) =>
        string.Create(CultureInfo.InvariantCulture, $"! Command: show startup-config\n! Startup-config last modified at {device.SavedAt:ddd MMM d HH:mm:ss yyyy} by {device.SavedBy}\n")
        + $"{Header(device)}{ConfigRenderer.Render(device.StartupConfig)}!\nend\n";

    // The first line is second-hand, from others' fakes: unconfirmed.
    public static string Session(EosDevice device, EosSession session) =>
        $"! Command: show session-configuration named {session.Name}\n{Header(device)}{ConfigRenderer.Render(session.Config)}!\nend\n";

    // Recorded on EOS 4.22: the diff's two file names, and an empty line after it, even when there is no difference.
    public static string Diff(EosDevice device, EosSession session) => UnifiedDiff.Create(
        ConfigRenderer.Render(device.RunningConfig), ConfigRenderer.Render(session.Config),
        "system:/running-config", $"session:/{session.Name}-session-config") + "\n";

    public static string Hostname(EosDevice device) => $"Hostname: {device.Hostname}\nFQDN:     {device.Hostname}\n";

    public static string Clock(EosDevice device) =>
        string.Create(CultureInfo.InvariantCulture, $"{device.Now:ddd MMM d HH:mm:ss yyyy}\nTimezone: UTC\nClock source: local\n");

    public static string Version(EosDevice device) => string.Create(CultureInfo.InvariantCulture, $"""
        Arista {device.Options.Model}
        Hardware version: 
        Serial number: LAB{Math.Abs(device.Lab.Name.Sum(c => c)):D8}
        Hardware MAC address: 0200.5e00.0001
        System MAC address: 0200.5e00.0001

        Software image version: {device.Options.Version}
        Architecture: x86_64
        Internal build version: {device.Options.Version}-lab
        Internal build ID: 00000000-0000-0000-0000-000000000000
        Image format version: 3.0
        Image optimization: None

        Uptime: {device.Uptime.Days} days, {device.Uptime.Hours} hours and {device.Uptime.Minutes} minutes
        Total memory: 3964000 kB
        Free memory: 2900000 kB


        """);

    /// <summary>The JSON form of an answer; null when the command has none here.</summary>
    public static string? Json(EosDevice device, string command, EosCli cli) => command switch
    {
        "show version" => Serialize(VersionFields(device)),
        "show hostname" => Serialize(new { hostname = device.Hostname, fqdn = device.Hostname }),
        "show configuration sessions" => Serialize(EosSessionList.Fields(cli, detail: false)),
        "show configuration sessions detail" => Serialize(EosSessionList.Fields(cli, detail: true)),
        _ => null,
    };

    // The keys of "show version | json" as in eAPI answers that NAPALM's tests record.
    private static Dictionary<string, object> VersionFields(EosDevice device) => new()
    {
        ["imageFormatVersion"] = "3.0",
        ["uptime"] = Math.Round(device.Uptime.TotalSeconds, 2),
        ["modelName"] = device.Options.Model,
        ["internalVersion"] = device.Options.Version + "-lab",
        ["memTotal"] = 3964000,
        ["mfgName"] = "Arista",
        ["serialNumber"] = $"LAB{Math.Abs(device.Lab.Name.Sum(c => c)):D8}",
        ["systemMacAddress"] = "02:00:5e:00:00:01",
        ["bootupTimestamp"] = Seconds(device.Booted),
        ["memFree"] = 2900000,
        ["version"] = device.Options.Version,
        ["configMacAddress"] = "00:00:00:00:00:00",
        ["isIntlVersion"] = false,
        ["imageOptimization"] = "None",
        ["internalBuildId"] = "00000000-0000-0000-0000-000000000000",
        ["hardwareRevision"] = "",
        ["hwMacAddress"] = "02:00:5e:00:00:01",
        ["architecture"] = "x86_64",
    };

    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static string Serialize(object fields) => JsonSerializer.Serialize(fields, Indented).ReplaceLineEndings("\n") + "\n";

    private static string Header(EosDevice device) =>
        $"! device: {device.Hostname} ({device.Options.Model}, EOS-{device.Options.Version})\n!\n! boot system flash:/EOS.swi\n!\n";
}
