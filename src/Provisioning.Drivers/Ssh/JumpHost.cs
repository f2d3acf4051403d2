using System.Globalization;

namespace Provisioning.Drivers.Ssh;

/// <summary>An SSH server on the way to a device.</summary>
internal sealed record JumpHost(string? Username, string Host, int Port)
{
    /// <summary>Reads <c>[user@]host[:port]</c>, an IPv6 address in brackets; null when it is not that.</summary>
    public static JumpHost? TryParse(string text)
    {
        var at = text.LastIndexOf('@');
        var user = at < 0 ? null : text[..at];
        var (host, port) = SplitPort(text[(at + 1)..]);
        return user is "" || port is null || !IsHost(host) ? null : new JumpHost(user, host, port.Value);
    }

    public SshTarget Target(SshTarget device) => new(Host, Port)
    {
        Label = $"Jump host '{Host}' (port {Port}) on the way to {device.Label}",
        LegacyAlgorithms = device.LegacyAlgorithms,
    };

    private static (string Host, int? Port) SplitPort(string text)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']') : -1;
        var colon = text.IndexOf(':', bracket + 1);
        var host = colon < 0 ? text : text[..colon];
        var port = colon < 0 ? 22 : ParsePort(text[(colon + 1)..]);
        return bracket < 0 ? (host, port) : (host.EndsWith(']') ? host[1..^1] : "", port);
    }

    private static int? ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
