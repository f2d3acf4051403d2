using System.Text;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>Writes a configuration as IOS XR does: one space a level, and every section closed by <c>!</c> (recorded on 6.5.3).</summary>
internal static class XrRenderer
{
    /// <summary>The text without header and <c>end</c>; each line ended by a line feed.</summary>
    public static string Render(ConfigSection root)
    {
        var text = new StringBuilder();
        Render(root, 0, text);
        return text.ToString();
    }

    public static void Render(ConfigItem item, int indent, StringBuilder text)
    {
        text.Append(' ', indent).Append(item.Line).Append('\n').Append(item.Text);
        if (item.Section is not null)
        {
            Render(item.Section, indent + 1, text);
        }

        if (item.Section is not null || item.Rule.Is("block"))
        {
            text.Append(' ', indent).Append("!\n");
        }
    }

    private static void Render(ConfigSection section, int indent, StringBuilder text)
    {
        foreach (var item in section.Sorted)
        {
            Render(item, indent, text);
        }
    }
}
