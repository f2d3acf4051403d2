namespace Provisioning.Diffs.Unified;

/// <summary>Reads the markers of a diff that a device printed.</summary>
internal static class DeviceDiffLines
{
    /// <summary>Counts the lines that come and go; a <c>---</c> line right before a <c>+++</c> line is a header with it.</summary>
    public static (int Added, int Removed) Count(string text)
    {
        var (added, removed) = (0, 0);
        var lines = TextLines.Split(text);
        for (var index = 0; index < lines.Count; index++)
        {
            if (IsHeader(lines, index))
            {
                index++;
                continue;
            }

            added += lines[index].StartsWith('+') ? 1 : 0;
            removed += lines[index].StartsWith('-') ? 1 : 0;
        }

        return (added, removed);
    }

    private static bool IsHeader(List<string> lines, int index) =>
        index + 1 < lines.Count
        && lines[index].StartsWith("--- ", StringComparison.Ordinal)
        && lines[index + 1].StartsWith("+++ ", StringComparison.Ordinal);
}
