namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>One line of known_hosts.</summary>
internal sealed record KnownHostsEntry(int Line, KnownHostsMarker Marker, HostPatterns Hosts, HostKey Key)
{
    /// <summary>Reads a line that is neither empty nor a comment; null when it is malformed.</summary>
    public static KnownHostsEntry? TryParse(int number, string line)
    {
        var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var marker = fields[0].StartsWith('@') ? ParseMarker(fields[0]) : KnownHostsMarker.Trusted;
        return marker is { } known && fields[(fields[0].StartsWith('@') ? 1 : 0)..] is [var hosts, var type, var key, ..]
            && HostPatterns.TryParse(hosts) is { } patterns && ParseKey(type, key) is { } hostKey
            ? new KnownHostsEntry(number, known, patterns, hostKey)
            : null;
    }

    private static KnownHostsMarker? ParseMarker(string text) => text switch
    {
        "@revoked" => KnownHostsMarker.Revoked,
        "@cert-authority" => KnownHostsMarker.CertAuthority,
        _ => null,
    };

    private static HostKey? ParseKey(string type, string text)
    {
        var blob = new byte[text.Length];
        return Convert.TryFromBase64String(text, blob, out var length)
            && HostKey.TryRead(blob[..length]) is { } key && key.Type == type ? key : null;
    }
}
