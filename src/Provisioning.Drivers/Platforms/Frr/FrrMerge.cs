using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>Predicts the running config after a merge; FRRouting has no candidate that could be asked.</summary>
internal static partial class FrrMerge
{
    /// <summary>The running config as it would be after the lines of <paramref name="merge"/> were entered.</summary>
    public static string Predict(string running, string merge)
    {
        var tree = FrrConfigTree.Parse(running);
        var added = FrrConfigTree.Parse(merge).Root;
        added.Normalize();
        Apply(added, tree.Root);
        return tree.ToString();
    }

    private static void Apply(FrrConfigNode from, FrrConfigNode to)
    {
        foreach (var node in from.Children)
        {
            if (to.Find(node.Text) is { } existing)
            {
                Apply(node, existing);
            }
            else if (node.Text.StartsWith("no ", StringComparison.Ordinal) && !IsKept(node.Text, to))
            {
                to.Remove(node.Text[3..]);
            }
            else
            {
                Add(node, to);
            }
        }
    }

    private static void Add(FrrConfigNode node, FrrConfigNode to)
    {
        if (SingleValued().Match(node.Text) is { Success: true } match && to.FindPrefix(match.Value) is { } old)
        {
            to.Replace(old, node);
        }
        else
        {
            to.Insert(node);
        }
    }

    // What is on unless configured otherwise shows as "no X" when it is off; any other "no X" leaves nothing behind.
    private static bool IsKept(string text, FrrConfigNode to) =>
        OnByDefault().IsMatch(text) && to.FindPrefix(text[3..]) is null;

    [GeneratedRegex(@"^no (?:ip forwarding|ipv6 forwarding|zebra nexthop kernel|bgp (?:default|ebgp-requires-policy|network import-check|fast-external-failover|suppress-duplicates|hard-administrative-reset|client-to-client)|neighbor \S+ (?:activate|send-community)|ipv6 nd suppress-ra|auto-summary|split-horizon)")]
    private static partial Regex OnByDefault();

    // Lines of which a mode keeps one: the new one takes the old one's place. A line missing here shows only as added.
    [GeneratedRegex(@"^(?:hostname|description|bandwidth|bgp router-id|ospf router-id|router-id|bgp cluster-id|ip ospf (?:cost|priority|hello-interval|dead-interval|network)|neighbor \S+ (?:remote-as|description|password|update-source|ebgp-multihop|peer-group)|maximum-paths ibgp|set (?:local-preference|metric)) ")]
    private static partial Regex SingleValued();
}
