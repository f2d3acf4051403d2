namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>Reads what <c>frr-reload.py --test</c> prints.</summary>
internal static class FrrReloadOutput
{
    /// <summary>
    /// Its two lists as one diff: what it would delete with <c>-</c>, what it would add with <c>+</c>, the modes that these
    /// stand in with a space. Deletions are printed as commands (<c>no X</c>, or X where <c>no X</c> goes).
    /// </summary>
    public static string Diff(string output)
    {
        var lines = output.Split('\n');
        var result = new List<string>();
        var marker = ' ';
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].TrimEnd();
            if (line is "Lines To Delete" or "Lines To Add")
            {
                marker = line == "Lines To Delete" ? '-' : '+';
            }
            else if (marker != ' ' && line.Length > 0 && line[0] != '=')
            {
                var isMode = index + 1 < lines.Length && Indent(lines[index + 1]) > Indent(line);
                result.Add(isMode ? " " + line : marker + (marker == '-' ? Inverse(line) : line));
            }
        }

        return result.Count == 0 ? "" : string.Join('\n', result) + "\n";
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart().Length;

    private static string Inverse(string command)
    {
        var indent = command[..Indent(command)];
        var text = command.TrimStart();
        return indent + (text.StartsWith("no ", StringComparison.Ordinal) ? text[3..] : "no " + text);
    }
}
