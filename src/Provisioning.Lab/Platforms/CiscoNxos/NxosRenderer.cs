using System.Text;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>Writes an NX-OS configuration as text: sections indented by two spaces and set apart by blank lines (recorded).</summary>
internal static class NxosRenderer
{
    // What "show running-config all" adds to ports: some of the defaults.
    private static readonly (string Key, string Line)[] PortDefaults = [("switchport", "switchport"), ("mtu", "mtu 1500"), ("shutdown", "no shutdown")];

    /// <summary>The text without header; each line ended by a line feed.</summary>
    public static string Render(ConfigSection root, bool all = false)
    {
        var text = new StringBuilder();
        if (all && root.Find("password strength-check") is null)
        {
            text.Append("password strength-check\n");
        }

        Render(root, "", all, text);
        return text.ToString();
    }

    private static void Render(ConfigSection section, string indent, bool all, StringBuilder text)
    {
        ConfigItem? before = null;
        foreach (var item in section.Sorted)
        {
            if (indent.Length == 0 && before is not null && (item.Section is not null || before.Section is not null || before.Rule.Place.Group != item.Rule.Place.Group))
            {
                text.Append('\n');
            }

            text.Append(indent).Append(item.Line).Append(item.Text is null ? "" : " " + item.Text).Append('\n');
            if (item.Section is { } inner)
            {
                Render(inner, indent + "  ", all, text);
                AddDefaults(all && item.Key.StartsWith("interface Ethernet", StringComparison.Ordinal) ? inner : null, text);
            }

            before = item;
        }
    }

    private static void AddDefaults(ConfigSection? port, StringBuilder text)
    {
        foreach (var (_, line) in port is null ? [] : PortDefaults.Where(setting => port.Find(setting.Key) is null))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }
}
