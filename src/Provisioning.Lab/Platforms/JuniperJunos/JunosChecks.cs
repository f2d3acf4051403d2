namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>What <c>commit check</c> finds. Two of the many rules that Junos has.</summary>
internal static class JunosChecks
{
    public static List<JunosProblem> Check(JunosNode top)
    {
        // Recorded: "Missing mandatory statement: 'root-authentication'", then "commit failed: (missing mandatory statements)".
        if (Named(top, "system").SelectMany(system => Named(system, "root-authentication")).All(login => login.Children.Count == 0))
        {
            return [new("Missing mandatory statement: 'root-authentication'", "", "system"), new("commit failed: (missing mandatory statements)")];
        }

        var groups = Named(top, "protocols").SelectMany(protocols => Named(protocols, "bgp")).SelectMany(bgp => Named(bgp, "group"));
        var problems = groups.SelectMany(PeersWithoutNumber).ToList();
        return problems.Count == 0 ? problems : [.. problems, new("configuration check-out failed")];
    }

    // Recorded in its form; "Error in neighbor X of group Y:" is the first line of the message.
    private static IEnumerable<JunosProblem> PeersWithoutNumber(JunosNode group) =>
        Named(group, "type").All(type => type.Values[0] != "external") || Named(group, "peer-as").Any()
            ? []
            : Named(group, "neighbor").Where(neighbor => !Named(neighbor, "peer-as").Any()).Select(neighbor =>
                new JunosProblem($"Error in neighbor {neighbor.Name} of group {group.Name}:\npeer AS number must be configured for an external peer", "protocols", "bgp"));

    private static IEnumerable<JunosNode> Named(JunosNode level, string name) =>
        level.Children.Where(child => !child.Inactive && child.Rule.Words is [var word] && word == name);
}
