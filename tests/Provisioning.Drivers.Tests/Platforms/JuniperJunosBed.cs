using System.Text.RegularExpressions;
using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.JuniperJunos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated Junos device.</summary>
internal sealed partial class JuniperJunosBed(Action<LabDevice>? arrange = null, LabJunosOptions? junos = null)
    : LabBed(new() { Name = "leaf1", Platform = "juniper_junos", Password = "login-Secret9", Running = Initial, Junos = junos ?? new() }, arrange)
{
    public const string Initial = """
        version 21.4R3.15;
        system {
            host-name leaf1;
            root-authentication {
                encrypted-password "$6$lab$initial-root-hash"; ## SECRET-DATA
            }
            login {
                message "Property of nobody # leaf1#\nadmin@leaf1> { do not; } be fooled";
                user admin {
                    uid 2000;
                    class super-user;
                    authentication {
                        encrypted-password "$6$lab$initial-admin-hash"; ## SECRET-DATA
                    }
                }
            }
            services {
                ssh;
                netconf {
                    ssh;
                }
            }
        }
        interfaces {
            ge-0/0/0 {
                description uplink;
                unit 0 {
                    family inet {
                        address 10.0.0.1/31;
                    }
                }
            }
        }
        snmp {
            community initial-Secret9 {
                authorization read-only;
            }
        }
        routing-options {
            static {
                route 10.9.0.0/16 next-hop 10.0.0.0;
            }
        }
        protocols {
            bgp {
                group fabric {
                    type external;
                    authentication-key "$9$initial-bgp-key"; ## SECRET-DATA
                    peer-as 65000;
                    neighbor 10.0.0.0;
                }
            }
            lldp {
                interface all;
            }
        }

        """;

    private const string Lines = """
        set system host-name leaf1
        set system root-authentication encrypted-password "$6$lab$changed-root-hash"
        set system services netconf ssh
        set interfaces ge-0/0/0 description replaced-b
        set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/31
        set snmp community changed-Secret9 authorization read-only

        """;

    /// <summary>Whether what goes over the wire is compared with the approved text.</summary>
    public bool IsNoted { get; init; } = true;

    /// <summary>Whether the device's commits are asked to be synchronized.</summary>
    public bool Synchronizes { get; init; }

    public override string? Transcript => IsNoted ? base.Transcript : null;

    public override IReadOnlyList<string> Merges =>
    [
        "interfaces {\n    ge-0/0/0 {\n        description merged-a;\n    }\n}\nrouting-options {\n    static {\n        route 10.7.0.0/16 next-hop 10.0.0.0;\n    }\n}\n",
        "set interfaces ge-0/0/0 description merged-b\ndelete routing-options static route 10.7.0.0/16\nset system login announcement \"keep  my   spaces\\nset system host-name fooled\"\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Lines,
    ];

    public override (string Config, string Named) Rejected =>
        ("interfaces {\n    ge-0/0/0 {\n        description fine;\n        bogus words here;\n    }\n}\n", "line 4, 'bogus words here;'");

    public override string Mark(string config) => $"description {Description().Match(config).Groups[1].Value};";

    public override string Describing(string text) =>
        $"interfaces {{\n    ge-0/0/0 {{\n        description \"{Escaped(text)}\";\n    }}\n}}\n";

    public override string Shown(string text) => Escaped(text);

    public override Task<IReadOnlyList<string>> CommitMessagesAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Lab.Journal.Of(LabWrite.Committed).Select(write => write.Text)]);

    protected override IReadOnlyDictionary<string, string> DeviceOptions =>
        Synchronizes ? new Dictionary<string, string> { ["commit_synchronize"] = "true" } : base.DeviceOptions;

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new JuniperJunosPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^<lock-configuration",
        (CutVerb.Load, _) => "^<load-configuration",
        (CutVerb.Commit or CutVerb.Confirm, _) => "^<commit-configuration",
        _ => "^<get-commit-information",
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    [GeneratedRegex(@"description ([\w-]+)")]
    private static partial Regex Description();
}
