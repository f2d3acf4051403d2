using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// Predicts the running config after a merge; NX-OS has no candidate that a new session could ask. Whether a line changes
/// anything is judged by <c>show running-config all</c>, which has the defaults too.
/// </summary>
internal static partial class NxosMerge
{
    /// <param name="running">What <c>show running-config</c> printed.</param>
    /// <param name="all">What <c>show running-config all</c> printed.</param>
    /// <param name="merge">The lines to merge.</param>
    /// <returns>The running config before and after, in the same form.</returns>
    /// <exception cref="FormatException">A banner has no end.</exception>
    public static (string Before, string After) Predict(string running, string all, string merge)
    {
        var before = NxosConfigTree.Parse(running);
        var text = NxosConfigTree.Write(before);
        Apply(NxosConfigTree.Parse(merge), before, NxosConfigTree.Parse(all));
        return (text, NxosConfigTree.Write(before));
    }

    private static void Apply(NxosConfigNode merge, NxosConfigNode running, NxosConfigNode? all)
    {
        foreach (var line in merge.Children)
        {
            if (running.Find(line.Text) is { } here)
            {
                Apply(line, here, all?.Find(line.Text));
            }
            else if (all?.Find(line.Text) is { } shownInAll)
            {
                // A default, unless the lines below it change something.
                var section = new NxosConfigNode(line.Text);
                Apply(line, section, shownInAll);
                Insert(section, running, section.Children.Count > 0);
            }
            else if (Negated(line.Text) is { } removed)
            {
                Remove(line, removed, running, all);
            }
            else
            {
                Add(line, running);
            }
        }
    }

    private static void Insert(NxosConfigNode line, NxosConfigNode running, bool isWanted)
    {
        if (isWanted)
        {
            running.Insert(line);
        }
    }

    // What is on by default shows as "no X" when it is off; any other "no X" leaves nothing behind.
    private static void Remove(NxosConfigNode line, string removed, NxosConfigNode running, NxosConfigNode? all)
    {
        var gone = running.Removed(removed);
        gone.ForEach(running.Remove);
        Insert(line, running, gone.Count == 0 && all?.Removed(removed).Count > 0);
    }

    private static void Add(NxosConfigNode line, NxosConfigNode running)
    {
        if (running.Find("no " + line.Text) is { } off)
        {
            running.Remove(off);
        }

        var old = SingleValued().Match(line.Text) is { Success: true } key && !line.Text.EndsWith(" secondary", StringComparison.Ordinal)
            ? running.Children.FirstOrDefault(child => child.Text.StartsWith(key.Value, StringComparison.Ordinal) && !child.Text.EndsWith(" secondary", StringComparison.Ordinal))
            : null;
        if (old is null)
        {
            running.Insert(line);
        }
        else
        {
            running.Replace(old, line);
        }
    }

    private static string? Negated(string text) =>
        text.StartsWith("no ", StringComparison.Ordinal) ? text[3..]
        : text.StartsWith("default ", StringComparison.Ordinal) ? text[8..]
        : null;

    // Lines of which a mode keeps one: the new one takes the old one's place. A line missing here only makes the shown diff say
    // that the old one stays; what the device does with it is the device's.
    [GeneratedRegex(@"^(?:hostname|switchname|description|name|mtu|speed|duplex|bandwidth|delay|ip address|ip domain-name|vrf member|encapsulation dot1q|channel-group|medium|switchport (?:mode|access vlan|trunk native vlan|trunk allowed vlan)|spanning-tree (?:mode|port type|cost)|router-id|remote-as|local-as|update-source|maximum-paths|ip ospf (?:cost|priority|network|hello-interval|dead-interval)|clock timezone|snmp-server (?:contact|location)|banner motd|banner exec|load-interval|boot nxos|copp profile|source-interface) ")]
    private static partial Regex SingleValued();
}
