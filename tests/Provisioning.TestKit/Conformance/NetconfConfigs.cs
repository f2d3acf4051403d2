using System.Security;

namespace Provisioning.TestKit.Conformance;

/// <summary>Configs in the made-up model <c>urn:example:router</c>, for simulated and real NETCONF servers alike.</summary>
public static class NetconfConfigs
{
    public const string Initial = """
        <router xmlns="urn:example:router">
          <hostname>router1</hostname>
          <interface>
            <name>eth0</name>
            <description>uplink</description>
            <mtu>1500</mtu>
          </interface>
          <route>
            <prefix>10.9.0.0/16</prefix>
            <next-hop>10.0.0.1</next-hop>
          </route>
          <user>
            <name>ops</name>
            <password>initial-Secret9</password>
          </user>
        </router>

        """;

    public static IReadOnlyList<string> Merges { get; } =
    [
        Merge("""
            <interface><name>eth0</name><description>merged-a</description></interface>
              <route><prefix>10.7.0.0/16</prefix><next-hop>10.0.0.1</next-hop></route>
            """),
        $"""
        <?xml version="1.0"?>
        <nc:config xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:er="urn:example:router">
          <!-- takes back what the first one brought -->
          <er:router>
            <er:banner><![CDATA[merged-b <&> ]]></er:banner>
            <er:interface><er:name>eth1</er:name><er:enabled>false</er:enabled></er:interface>
            <er:route nc:operation="remove"><er:prefix>10.7.0.0/16</er:prefix></er:route>
          </er:router>
        </nc:config>

        """,
    ];

    public static IReadOnlyList<string> Replacements { get; } =
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public static (string Config, string Named) Rejected { get; } = (Merge("<contact>fine</contact><bogus>words</bogus>"), "bogus");

    public static string Merge(string content) => $"<router xmlns=\"urn:example:router\">\n  {content}\n</router>\n";

    public static string Describing(string text) => Merge($"<interface><name>eth0</name><description>{SecurityElement.Escape(text)}</description></interface>");

    public static string Mark(string config) =>
        new[] { "merged-a", "merged-b", "replaced-a", "replaced-b" }.First(mark => config.Contains(mark, StringComparison.Ordinal));
}
