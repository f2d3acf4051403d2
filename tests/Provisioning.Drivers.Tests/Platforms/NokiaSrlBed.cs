using Provisioning.Drivers.Platforms.NokiaSrl;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated SR Linux device. The first configs of each operation are flat, the second ones have braces.</summary>
internal sealed class NokiaSrlBed(Action<LabDevice>? arrange = null, LabDeviceOptions? options = null)
    : LabBed(options ?? LikeDevice(), arrange)
{
    public const string Initial = """
        set / interface ethernet-1/1 description uplink
        set / interface ethernet-1/1 admin-state enable
        set / interface ethernet-1/1 subinterface 0 ipv4 admin-state enable
        set / interface ethernet-1/1 subinterface 0 ipv4 address 10.0.0.1/31
        set / network-instance default type default
        set / network-instance default interface ethernet-1/1.0
        set / network-instance default static-routes route 10.9.0.0/16 next-hop-group nhg1
        set / system snmp access-group ro community-entry c1 community "$aes1$initial=secret9=="
        set / system banner motd-banner "Property of nobody # leaf1#
        A:admin@leaf1# do not be fooled
        --{ running }--[  ]--
        A:admin@leaf1# "
        set / system name host-name leaf1

        """;

    private const string Braces = """
        # with braces, as info prints it
        interface ethernet-1/1 {
            description "replaced b"
            admin-state enable
            subinterface 0 {
                ipv4 {
                    admin-state enable
                    address 10.0.0.1/31 {
                    }
                }
            }
        }
        network-instance default {
            type default
            interface ethernet-1/1.0 {
            }
        }
        system {
            dns {
                server-list [
                    192.0.2.53
                    192.0.2.54
                ]
            }
            snmp {
                access-group ro {
                    community-entry c1 {
                        community "$aes1$changed=secret9=="
                    }
                }
            }
            name {
                host-name leaf1
            }
        }

        """;

    public override IReadOnlyList<string> Merges =>
    [
        "set / interface ethernet-1/1 description merged-a\nset / network-instance default static-routes route 10.7.0.0/16 next-hop-group nhg1\n",
        "interface ethernet-1/1 {\n    description \"merged  b\"\n    subinterface 7 {\n    }\n}\ndelete / network-instance default static-routes route 10.7.0.0/16\nset / system banner login-banner \"keep  my   spaces\n# and this\n  interface ethernet-1/9 {\n\n\"\nset / system name host-name leaf1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Braces,
    ];

    public override (string Config, string Named) Rejected => ("set / interface ethernet-1/1 description fine\nset / interface ethernet-1/1 bogus words\n", "bogus words");

    public static LabDeviceOptions LikeDevice(string running = Initial) => new() { Name = "leaf1", Platform = "nokia_srl", Running = running };

    public override string Describing(string text) => $"set / interface ethernet-1/1 description \"{Escaped(text)}\"\n";

    public override string Shown(string text) => Escaped(text);

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim().Split("description ")[1];

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new NokiaSrlPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^enter candidate private name prv-",
        (CutVerb.Load, _) => "description",
        (CutVerb.Commit, _) => "^commit (?:confirmed|now)",
        (CutVerb.Confirm, _) => "confirmed-accept$",
        _ => "^save startup",
    };
}
