using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The diffs of IOS (Cisco, "Contextual Configuration Diff Utility"; recorded: napalm-ios issues 96 and 195).</summary>
internal static class IosDiffs
{
    public static LabAnswer Differences(IosDevice device, string before, string after) =>
        (IosFileCommands.Text(device, before), IosFileCommands.Text(device, after)) is ({ } one, { } two)
            ? new(Contextual(IosLine.Tree(one), IosLine.Tree(two)))
            : LabAnswer.Error($"%Error opening {(IosFileCommands.Text(device, before) is null ? before : after)} (No such file or directory)");

    public static LabAnswer Incremental(IosDevice device, string file)
    {
        if (IosFileCommands.Text(device, file) is not { } text)
        {
            return LabAnswer.Error($"%Error opening {file} (No such file or directory)");
        }

        if (text.TrimEnd('\n').Split('\n')[^1].TrimEnd() != "end")
        {
            return new("!List of Commands:\nError: received error code 5 when looking for missing lines\n!Error: cfgdiff returned error 5\n");
        }

        var missing = Only(IosLine.Tree(text), IosLine.Tree(IosTexts.Write(device.RunningConfig)), "", "");
        return new($"!List of Commands:\n{missing}end\n{(missing.Length == 0 ? "!No changes were found\n" : "")}\n");
    }

    // First what is only in the second, then what is only in the first, as in Cisco's example.
    private static string Contextual(IReadOnlyList<IosLine> before, IReadOnlyList<IosLine> after)
    {
        var diff = Only(after, before, "", "+") + Only(before, after, "", "-");
        return $"!Contextual Config Diffs:\n{(diff.Length == 0 ? "!No changes were found\n" : diff)}\n";
    }

    private static string Only(IReadOnlyList<IosLine> these, IReadOnlyList<IosLine> those, string indent, string sign)
    {
        var text = new StringBuilder();
        foreach (var line in these)
        {
            if (those.FirstOrDefault(other => other.Text == line.Text) is { } same)
            {
                var below = Only(line.Below, same.Below, indent + " ", sign);
                text.Append(below.Length == 0 ? "" : $"{indent}{line.Text}\n{below}");
            }
            else
            {
                text.Append(All(line, indent, sign));
            }
        }

        return text.ToString();
    }

    private static string All(IosLine line, string indent, string sign) =>
        $"{indent}{sign}{line.Text}\n" + string.Concat(line.Below.Select(below => All(below, indent + " ", sign)));
}
