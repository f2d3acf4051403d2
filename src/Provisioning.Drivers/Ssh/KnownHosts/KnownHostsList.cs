namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>The content of a known_hosts file.</summary>
/// <param name="Entries">The lines that could be read.</param>
/// <param name="MalformedLines">The numbers of the lines that could not; they trust nothing.</param>
internal sealed record KnownHostsList(IReadOnlyList<KnownHostsEntry> Entries, IReadOnlyList<int> MalformedLines)
{
    public static KnownHostsList Empty { get; } = new([], []);

    public static KnownHostsList Parse(IEnumerable<string> lines)
    {
        var entries = new List<KnownHostsEntry>();
        var malformed = new List<int>();
        foreach (var (number, line) in lines.Select((line, index) => (index + 1, line.Trim())).Where(IsContent))
        {
            if (KnownHostsEntry.TryParse(number, line) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                malformed.Add(number);
            }
        }

        return new KnownHostsList(entries, malformed);
    }

    /// <summary>Looks a key up as OpenSSH does: on another port than 22 also without the port, which then can only confirm.</summary>
    public HostKeyVerdict Find(string host, int port, HostKey key)
    {
        var verdict = Find(NameOf(host, port), key);
        var bare = verdict.Status == HostKeyStatus.Unknown && port != 22 ? Find(NameOf(host, 22), key) : verdict;
        return bare.Status is HostKeyStatus.Known or HostKeyStatus.Revoked ? bare : verdict;
    }

    /// <summary>The types of the keys that a host is known by.</summary>
    public IReadOnlySet<string> TypesOf(string host, int port) =>
        EntriesOf(NameOf(host, port)).Concat(port == 22 ? [] : EntriesOf(NameOf(host, 22)))
            .Where(entry => entry.Marker == KnownHostsMarker.Trusted).Select(entry => entry.Key.Type).ToHashSet();

    /// <summary>The name under which a host stands in the file.</summary>
    public static string NameOf(string host, int port) =>
        port == 22 ? host.ToLowerInvariant() : $"[{host.ToLowerInvariant()}]:{port}";

    private static bool IsContent((int Number, string Text) line) => line.Text.Length > 0 && line.Text[0] != '#';

    private IEnumerable<KnownHostsEntry> EntriesOf(string name) => Entries.Where(entry => entry.Hosts.Match(name));

    // A key of another type is a change too: otherwise whoever stands in between only had to offer another type.
    private HostKeyVerdict Find(string name, HostKey key)
    {
        var entries = EntriesOf(name).ToList();
        var same = entries.Where(entry => entry.Key.Matches(key)).ToList();
        return same.Find(entry => entry.Marker == KnownHostsMarker.Revoked) is { } revoked ? new(HostKeyStatus.Revoked, revoked.Line)
            : same.Find(entry => entry.Marker == KnownHostsMarker.Trusted) is { } trusted ? new(HostKeyStatus.Known, trusted.Line)
            : entries.Where(entry => entry.Marker == KnownHostsMarker.Trusted)
                .OrderByDescending(entry => entry.Key.Type == key.Type).FirstOrDefault() is { } other ? new(HostKeyStatus.Changed, other.Line)
            : new(HostKeyStatus.Unknown);
    }
}
