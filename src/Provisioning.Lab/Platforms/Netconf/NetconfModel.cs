using System.Globalization;
using System.Xml.Linq;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>
/// The data model of simulated NETCONF servers: a made-up router (<c>urn:example:router</c>), and one more module so that
/// there is something that a config may leave unmentioned.
/// </summary>
internal static class NetconfModel
{
    public static readonly XNamespace Router = "urn:example:router";
    public static readonly XNamespace Access = "urn:example:access";

    public static NetconfNode Root { get; } = new("config", NetconfKind.Container,
    [
        Container(
            Router + "router",
            Leaf(Router + "hostname", value => value.Length is < 1 or > 64 ? "invalid length" : null),
            Leaf(Router + "contact"),
            Leaf(Router + "banner"),
            List(Router + "interface", Leaf(Router + "name"), Leaf(Router + "description"), Leaf(Router + "mtu", Mtu), Leaf(Router + "enabled", Boolean)),
            List(Router + "route", Leaf(Router + "prefix"), Leaf(Router + "next-hop") with { Mandatory = true }),
            List(Router + "user", Leaf(Router + "name"), Leaf(Router + "password")),
            Container(Router + "ntp", new NetconfNode(Router + "server", NetconfKind.LeafList, []))),
        Container(Access + "access", Leaf(Access + "enabled", Boolean)),
    ]);

    private static NetconfNode Container(XName name, params NetconfNode[] children) => new(name, NetconfKind.Container, children);

    /// <summary>The first leaf is the key.</summary>
    private static NetconfNode List(XName name, params NetconfNode[] children) => new(name, NetconfKind.List, children) { Key = children[0].Name };

    private static NetconfNode Leaf(XName name, Func<string, string?>? check = null) =>
        new(name, NetconfKind.Leaf, []) { Check = check ?? (_ => null) };

    private static string? Mtu(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mtu) && mtu is >= 68 and <= 9216 ? null : "value not in range";

    private static string? Boolean(string value) => value is "true" or "false" ? null : "invalid value";
}
