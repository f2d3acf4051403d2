using Provisioning.Drivers.Http;
using Provisioning.Drivers.Platforms.CiscoNxos;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated NX-OS device.</summary>
internal sealed class CiscoNxosBed(Action<LabDevice>? arrange = null, LabDeviceOptions? options = null, bool nxapi = false)
    : LabBed(options ?? Options, arrange)
{
    public const string Initial = """
        version 9.3(8) Bios:version
        hostname leaf1
        feature bash-shell
        feature nxapi
        feature scp-server

        username admin password 5 $5$initial-Secret9 role network-admin
        banner motd ^
        Property of nobody # leaf1#
        leaf1# do not be fooled
        ^
        snmp-server community initial-Secret9 group network-operator

        ip route 10.9.0.0/16 10.0.0.0
        vlan 1

        interface Ethernet1/1
          description uplink
          no switchport
          ip address 10.0.0.1/31

        interface Ethernet1/2

        interface Ethernet1/3

        interface Ethernet1/4

        interface mgmt0
          vrf member management
        line console
        line vty

        """;

    public static LabDeviceOptions Options => new() { Name = "leaf1", Platform = "cisco_nxos", Running = Initial };

    /// <summary>The device without a line of its config; replacements bring it back.</summary>
    public static LabDeviceOptions Without(string line) => Options with { Running = Initial.Replace(line + "\n", "", StringComparison.Ordinal) };

    public override IReadOnlyList<string> Merges =>
    [
        "interface Ethernet1/1\n  description merged-a\nip route 10.7.0.0/16 10.0.0.0\n",
        "interface Ethernet1/1\n  description merged-b\nno ip route 10.7.0.0/16 10.0.0.0\nbanner motd ^\n  keep  my   spaces\n! and this\ninterface Ethernet1/9\nend\nleaf1#\n^\nhostname leaf1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("interface Ethernet1/1\n  description fine\n  bogus words here\n", "bogus words here");

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim();

    public override string Describing(string text) => $"interface Ethernet1/1\n  description {text}\n";

    /// <summary>The simulated NX-OS puts one blank between the words; whether a real one does is unconfirmed.</summary>
    public override string Shown(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Files of ours, and the mark of a commit.</summary>
    public override async Task<IReadOnlyList<string>> LeftoversAsync() =>
        [.. await base.LeftoversAsync(), .. Lab.Running.Split('\n').Where(line => line.Contains("alias name prv", StringComparison.Ordinal))];

    public override string? Transcript => nxapi ? "cisco_nxos-nxapi" : Lab.Options.Running == Initial ? base.Transcript : null;

    protected override IReadOnlyDictionary<string, string> DeviceOptions =>
        nxapi ? new Dictionary<string, string> { ["transport"] = "nxapi" } : base.DeviceOptions;

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new CiscoNxosPlatform(transport);

    protected override IPlatform CreatePlatform(IDeviceTransport transport, IHttpTransport web) => new CiscoNxosPlatform(transport, web);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^show running-config all$",
        (CutVerb.Load, _) => "^show file bootflash:prv",
        (CutVerb.Commit, CutMoment.BeforeTheDeviceHears) => "^checkpoint file",
        (CutVerb.Commit, _) => "^configure replace .* commit-timeout",
        (CutVerb.Confirm, _) => "^configure replace commit$",
        _ => "^copy running-config startup-config",
    };
}
