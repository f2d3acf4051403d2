using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.CiscoXr;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated IOS XR device.</summary>
internal class CiscoXrBed(Action<LabDevice>? arrange = null, LabXrOptions? options = null, int port = 22)
    : LabBed(new() { Name = "xr1", Platform = "cisco_xr", Port = port, Running = Initial, Xr = options ?? new() }, arrange)
{
    public const string Initial = """
        hostname xr1
        banner motd ^
        Property of nobody # RP/0/RP0/CPU0:xr1#
        RP/0/RP0/CPU0:xr1# do not be fooled
        ^
        username operator
         group root-lr
         secret 10 $6$lab$initialSecret9
        !
        snmp-server community initial-Secret9 RO
        interface GigabitEthernet0/0/0/0
         description uplink
         ipv4 address 10.0.0.1 255.255.255.254
        !
        prefix-set LOOPBACKS
          192.0.2.0/24 le 32
        end-set
        !
        route-policy PASS
          if destination in LOOPBACKS then
            pass
          endif
        end-policy
        !
        router static
         address-family ipv4 unicast
          10.9.0.0/16 10.0.0.0
         !
        !
        router bgp 65000
         neighbor 192.0.2.7
          remote-as 65000
          address-family ipv4 unicast
           route-policy PASS in
          !
         !
        !
        end

        """;

    public override IReadOnlyList<string> Merges =>
    [
        "interface GigabitEthernet0/0/0/0\n description merged-a\n!\nrouter static\n address-family ipv4 unicast\n  10.7.0.0/16 10.0.0.0\n !\n!\n",
        "interface GigabitEthernet0/0/0/0\n description merged-b\n!\nrouter static\n address-family ipv4 unicast\n  no 10.7.0.0/16 10.0.0.0\n !\n!\nbanner login #\n  keep  my   spaces?\n! and this\nend\ninterface GigabitEthernet0/0/0/9\n#\nroute-policy PASS\n  pass\nend-policy\n!\nhostname xr1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("interface GigabitEthernet0/0/0/0\n description fine\n bogus words here\n", "bogus words here");

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim();

    public override string Shown(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public override string Describing(string text) => $"interface GigabitEthernet0/0/0/0\n description {text}\n!\n";

    public override Task<IReadOnlyList<string>> CommitMessagesAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Lab.Journal.Of(LabWrite.Committed).Select(write => write.Text)]);

    /// <summary>IOS XR takes the confirmation from the committing session only.</summary>
    public override bool ConfirmsFromAnySession => false;

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new CiscoXrPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^configure exclusive",
        (CutVerb.Load, _) => "description",
        (CutVerb.Commit, CutMoment.BeforeTheDeviceHears) => "^commit .*label",
        (CutVerb.Commit, _) => "^commit confirmed|^yes$",
        (CutVerb.Confirm, _) => "^commit$",
        _ => "^show configuration persistent diff",
    };
}
