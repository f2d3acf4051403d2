using Provisioning.Drivers.Http;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.AristaEos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated EOS device.</summary>
internal sealed class AristaEosBed(Action<LabDevice>? arrange = null, bool eapi = false, LabEosOptions? eos = null, string? enablePassword = null)
    : LabBed(new() { Name = "leaf1", Platform = "arista_eos", Running = Initial, Eos = eos ?? new(), EnablePassword = enablePassword }, arrange)
{
    public const string Initial = """
        hostname leaf1
        !
        snmp-server community initial-Secret9 ro
        !
        interface Ethernet1
           description uplink
           no switchport
           ip address 10.0.0.1/31
        !
        ip route 10.9.0.0/16 10.0.0.0
        !
        banner motd
        Property of nobody # leaf1#
        leaf1# do not be fooled
        EOF
        !
        end

        """;

    public override IReadOnlyList<string> Merges =>
    [
        "interface Ethernet1\n   description merged-a\nip route 10.7.0.0/16 10.0.0.0\n",
        "interface Ethernet1\n   description merged-b\nno ip route 10.7.0.0/16 10.0.0.0\nbanner login\n  keep  my   spaces\n! and this\ninterface Ethernet9\nEOF\nhostname leaf1\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("interface Ethernet1\n   description fine\n   bogus words here\n", "bogus words here");

    public override string? Transcript => eos is not null ? null : eapi ? "arista_eos-eapi" : base.Transcript;

    protected override IReadOnlyDictionary<string, string> DeviceOptions =>
        eapi ? new Dictionary<string, string> { ["transport"] = "eapi" } : base.DeviceOptions;

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Trim();

    /// <summary>The simulated EOS puts one blank between the words; whether a real one does is unconfirmed.</summary>
    public override string Shown(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public override string Describing(string text) => $"interface Ethernet1\n   description {text}\n";

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new AristaEosPlatform(transport);

    protected override IPlatform CreatePlatform(IDeviceTransport transport, IHttpTransport web) => new AristaEosPlatform(transport, web);

    protected override bool IsOpen(LabCandidate candidate) => candidate.State == "pending";

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => @"^configure session \S+$",
        (CutVerb.Load, _) => "description",
        (CutVerb.Commit, _) => @"^configure session \S+ commit timer",
        (CutVerb.Confirm, _) => @"^configure session \S+ commit$",
        _ => "^copy running-config startup-config",
    };
}
