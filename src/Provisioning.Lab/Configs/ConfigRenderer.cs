using System.Text;

namespace Provisioning.Lab.Configs;

/// <summary>Writes a configuration as text: sections indented and set apart by <c>!</c> lines.</summary>
internal static class ConfigRenderer
{
    /// <summary>The text without header and <c>end</c>; each line ended by a line feed.</summary>
    public static string Render(ConfigSection root) => Render(root, ConfigStyle.Eos);

    /// <summary>The same in another platform's style.</summary>
    public static string Render(ConfigSection root, ConfigStyle style)
    {
        var text = new StringBuilder();
        Render(root, style, 0, text);
        return text.ToString();
    }

    private static void Render(ConfigSection section, ConfigStyle style, int indent, StringBuilder text)
    {
        ConfigItem? before = null;
        foreach (var item in section.Sorted)
        {
            if (before is not null && SetApart(before, item, indent))
            {
                text.Append(' ', indent).Append("!\n");
            }

            text.Append(' ', indent).Append(item.Line).Append(item.Text is null ? "\n" : style.Text(item));

            if (item.Section is not null)
            {
                Render(item.Section, style, indent + style.Indent, text);
            }

            before = item;
        }
    }

    private static bool SetApart(ConfigItem before, ConfigItem item, int indent) =>
        item.Section is not null
        || (indent == 0 && (before.Section is not null || item.Text is not null || before.Text is not null
            || before.Rule.Place.Group != item.Rule.Place.Group));
}
