namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>A simulated VyOS config: its <c>set</c> lines.</summary>
internal sealed class VyosTree
{
    private static readonly string[] Tops = ["firewall", "interfaces", "nat", "policy", "protocols", "service", "system", "vpn", "vrf"];
    private static readonly string[] Single = ["description", "host-name", "mtu", "location", "contact", "time-zone", "community"];
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);

    public VyosTree()
    {
    }

    private VyosTree(VyosTree other) => _lines = new(other._lines, StringComparer.Ordinal);

    public IReadOnlySet<string> Lines => _lines;

    public VyosTree Clone() => new(this);

    public string Text() => string.Concat(_lines.Select(line => $"set {line}\n"));

    /// <summary>Runs a <c>set</c> or <c>delete</c> line; gives what the device says.</summary>
    public string Enter(string line)
    {
        var words = Words(line);
        var path = words[1..];
        if (path.Count == 0 || !Tops.Contains(path[0]))
        {
            return $"\n  Configuration path: [{string.Join(' ', path)}] is not valid\n  {(words[0] == "set" ? "Set" : "Delete")} failed\n\n";
        }

        return words[0] == "set" ? Set(path) : Delete(path);
    }

    /// <summary>These lines, with the difference between two others applied to them.</summary>
    public VyosTree With(VyosTree from, VyosTree to)
    {
        var result = Clone();
        result._lines.ExceptWith(from._lines.Except(to._lines));
        result._lines.UnionWith(to._lines.Except(from._lines));
        return result;
    }

    public bool Same(VyosTree other) => _lines.SetEquals(other._lines);

    private string Set(List<string> path)
    {
        var isValue = path.Count > 2 && (Single.Contains(path[^2]) || path[^2] is "address" or "name-server" or "next-hop");
        var key = string.Join(' ', path.SkipLast(1));
        var line = isValue ? $"{key} '{path[^1]}'" : $"{key} {path[^1]}".Trim();
        if (_lines.Contains(line))
        {
            return $"\n  Configuration path: [{string.Join(' ', path)}] already exists\n\n";
        }

        if (isValue && Single.Contains(path[^2]))
        {
            _lines.RemoveWhere(other => other.StartsWith(key + " '", StringComparison.Ordinal));
        }

        _lines.Add(line);
        return "";
    }

    private string Delete(List<string> path)
    {
        var key = string.Join(' ', path);
        var quoted = $"{string.Join(' ', path.SkipLast(1))} '{path[^1]}'";
        return _lines.RemoveWhere(line => line == key || line == quoted || line.StartsWith(key + " ", StringComparison.Ordinal)) > 0
            ? "" : "\n  Nothing to delete (the specified node does not exist)\n\n";
    }

    // As a shell splits them, as far as quotes go.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var (word, inQuotes, begun) = ("", false, false);
        foreach (var character in line + " ")
        {
            if (character == '\'')
            {
                (inQuotes, begun) = (!inQuotes, true);
            }
            else if (character == ' ' && !inQuotes)
            {
                words.AddRange(word.Length > 0 || begun ? [word] : []);
                (word, begun) = ("", false);
            }
            else
            {
                word += character;
            }
        }

        return words;
    }
}
