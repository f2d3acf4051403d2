using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>The commands that lead from one configuration to another, in the form of the recorded patches: <c>no</c> first, modes closed by <c>exit</c>.</summary>
internal static class NxosPatch
{
    public static IReadOnlyList<string> Between(ConfigSection from, ConfigSection to)
    {
        var commands = new List<string>();
        Add(from, to, commands);
        return commands;
    }

    private static void Add(ConfigSection from, ConfigSection to, List<string> commands)
    {
        foreach (var item in from.Sorted.Where(item => to.Find(item.Key) is null))
        {
            commands.Add(item.Line.StartsWith("no ", StringComparison.Ordinal) ? item.Line[3..] : "no " + (item.Text is null ? item.Line : item.Key));
        }

        foreach (var item in to.Sorted)
        {
            var old = from.Find(item.Key);
            if (item.Section is null && (old?.Line != item.Line || old.Text != item.Text))
            {
                commands.AddRange($"{item.Line}{(item.Text is null ? "" : " " + item.Text)}".Split('\n'));
            }
            else if (item.Section is not null)
            {
                var inner = new List<string>();
                Add(old?.Section ?? new(), item.Section, inner);
                commands.AddRange(inner.Count == 0 && old is not null ? [] : [item.Line, .. inner, "exit"]);
            }
        }
    }
}
