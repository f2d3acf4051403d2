using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>A simulated VyOS router for the conformance suite.</summary>
internal sealed class VyosBed(Action<LabDevice>? arrange = null) : LabBed(LikeDevice(), arrange)
{
    private const string Initial = """
        set interfaces ethernet eth0 address '10.0.0.1/24'
        set interfaces ethernet eth0 description 'uplink'
        set protocols static route 10.9.0.0/16 next-hop '10.0.0.2'
        set service snmp community initial-Secret9 authorization ro
        set system host-name 'r1'

        """;

    public override IReadOnlyList<string> Merges =>
    [
        "set interfaces ethernet eth0 description 'merged a'\nset protocols static route 10.7.0.0/16 next-hop 10.0.0.2\n",
        "# a comment\nset interfaces ethernet eth0 description 'merged  b'\ndelete protocols static route 10.7.0.0/16\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a", StringComparison.Ordinal).Replace("10.9.0.0/16", "10.8.0.0/16", StringComparison.Ordinal),
        Initial.Replace("uplink", "replaced-b", StringComparison.Ordinal).Replace("initial-Secret9", "changed-Secret9", StringComparison.Ordinal),
    ];

    public override (string Config, string Named) Rejected => ("set interfaces ethernet eth0 description fine\nset bogus words here\n", "bogus words here");

    public override string TranscriptFolder => "tests/Provisioning.ThirdParty.Tests/Vyos/Transcripts";

    public static LabDeviceOptions LikeDevice() => new() { Name = "r1", Platform = "vyos", Running = Initial, Personality = device => new VyosDevice(device) };

    public override string Describing(string text) => $"set interfaces ethernet eth0 description '{text}'\n";

    public override string Mark(string config) => config.Split('\n').First(line => line.Contains("description", StringComparison.Ordinal)).Split('\'')[1];

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new VyosPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^set interfaces",
        (CutVerb.Load, _) => "description",
        (CutVerb.Commit, CutMoment.BeforeTheDeviceHears) => "^commit-confirm",
        (CutVerb.Commit, _) => "^y$",
        (CutVerb.Confirm, _) => "^confirm$",
        _ => "^save$",
    };
}
