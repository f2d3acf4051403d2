using System.Text;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>
/// The diff that IOS XR computes: each line has a mark (<c>+</c> new, <c>-</c> gone, <c>#</c> changed) and two spaces before
/// it. The forms of new lines are recorded on 6.5.3, those of the others on 24.3.1.
/// </summary>
internal static class XrDiff
{
    public static string Create(ConfigSection before, ConfigSection after)
    {
        var text = new StringBuilder();
        Write(before, after, 0, text);
        return text.ToString();
    }

    private static void Write(ConfigSection before, ConfigSection after, int indent, StringBuilder text)
    {
        var union = after.Clone();
        foreach (var gone in before.Items.Where(item => after.Find(item.Key) is null))
        {
            union.Set(gone);
        }

        foreach (var item in union.Sorted)
        {
            Write(before.Find(item.Key), after.Find(item.Key), indent, text);
        }
    }

    private static void Write(ConfigItem? before, ConfigItem? after, int indent, StringBuilder text)
    {
        if (before is null || after is null)
        {
            Whole(before is null ? '+' : '-', (before ?? after)!, indent, text);
        }
        else if (before.Line != after.Line || before.Text != after.Text)
        {
            Whole('#', after, indent, text);
        }
        else if (after.Section is not null && Create(before.Section!, after.Section) is { Length: > 0 })
        {
            Mark('#', indent, after.Line, text);
            Write(before.Section!, after.Section, indent + 1, text);
            Mark(' ', indent, "!", text);
        }
    }

    private static void Whole(char mark, ConfigItem item, int indent, StringBuilder text)
    {
        var lines = new StringBuilder();
        XrRenderer.Render(item, indent, lines);
        foreach (var line in lines.ToString().TrimEnd('\n').Split('\n'))
        {
            Mark(line.Trim() == "!" ? ' ' : mark, 0, line, text);
        }
    }

    private static void Mark(char mark, int indent, string line, StringBuilder text) =>
        text.Append(mark).Append(' ', 2 + indent).Append(line).Append('\n');
}
