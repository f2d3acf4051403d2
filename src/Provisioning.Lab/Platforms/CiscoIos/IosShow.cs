using System.Globalization;
using System.Text;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>What the simpler show commands print.</summary>
internal static class IosShow
{
    public static string Running(IosDevice device)
    {
        var text = IosTexts.Show(device.RunningConfig);
        return string.Create(CultureInfo.InvariantCulture, $"Building configuration...\n\nCurrent configuration : {text.Length} bytes\n{Header(device)}{text}\n");
    }

    public static string Startup(IosDevice device)
    {
        var text = IosTexts.Show(device.StartupConfig);
        return string.Create(CultureInfo.InvariantCulture, $"Using {text.Length} out of 524288 bytes\n{Header(device)}! NVRAM config last updated at {Time(device.SavedAt)} by admin\n!\n{text}\n");
    }

    /// <summary>With the defaults, which are otherwise not shown.</summary>
    public static string Everything(IosDevice device)
    {
        var text = new StringBuilder("Building configuration...\n\nCurrent configuration with default configurations exposed : 9999 bytes\n!\n");
        text.Append(Defaults(device, "config", device.RunningConfig, ""));
        foreach (var line in IosTexts.Show(device.RunningConfig).Split('\n')[..^1])
        {
            text.Append(line).Append('\n');
            if (device.RunningConfig.Items.FirstOrDefault(item => item.Line == line && item.Section is not null) is { } section)
            {
                text.Append(Defaults(device, section.Rule.Opens!, section.Section!, " "));
            }
        }

        return text.Append('\n').ToString();
    }

    public static string Clock(IosDevice device) => string.Create(CultureInfo.InvariantCulture, $"*{device.Now:HH:mm:ss.fff} UTC {device.Now:ddd MMM d yyyy}\n");

    // The fields are those of Cisco's command reference.
    public static string Timer(IosDevice device) => device.Pending is not { } pending
        ? "%No Rollback Confirmed Change pending\n"
        : string.Create(CultureInfo.InvariantCulture, $"Time configured(or reconfigured): {Time(pending.Started)}\nTimer type: absolute timer\nTimer value: {pending.Minutes} min\nUser: {pending.User}\n");

    // Both recorded.
    public static string Archive(IosDevice device) => device.ArchivePath is not { } path
        ? " Archive feature not enabled\n"
        : $"The maximum archive configurations allowed is 10.\nThe next archive file will be named {path}-<timestamp>-0\n Archive #  Name\n   1\n";

    public static string Version(IosDevice device) => string.Create(CultureInfo.InvariantCulture, $"""
        Cisco IOS Software, Lab Software (LAB-UNIVERSALK9-M), Version {device.Options.Version}, RELEASE SOFTWARE (fc1)

        {device.Hostname} uptime is 1 hour, 0 minutes
        System image file is "{device.Options.FileSystem}lab-universalk9-mz.bin"

        """);

    private static string Defaults(IosDevice device, string mode, ConfigSection section, string indent) => string.Concat(device.Grammar[mode].Rules
        .Where(rule => rule.Is("hidden") && rule.Tokens.All(token => token.Argument is null))
        .Select(rule => string.Join(' ', rule.Tokens.Select(token => token.Keywords[0])))
        .Where(line => section.Find(line) is null).Select(line => $"{indent}{line}\n"));

    private static string Header(IosDevice device) => $"!\n! Last configuration change at {Time(device.ChangedAt)} by {device.ChangedBy}\n!\n";

    private static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss} UTC {time:ddd MMM d yyyy}");
}
