using System.Xml.Linq;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.Netconf;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated NETCONF server.</summary>
internal sealed class NetconfBed(Action<LabDevice>? arrange = null, LabNetconfOptions? options = null)
    : LabBed(new() { Name = "router1", Platform = "netconf", Port = 830, Running = NetconfConfigs.Initial, Netconf = options ?? new() }, arrange)
{
    public override Device Device => base.Device with { Port = base.Device.Port ?? Lab.Options.Port };

    public override IReadOnlyList<string> Merges => NetconfConfigs.Merges;

    public override IReadOnlyList<string> Replacements => NetconfConfigs.Replacements;

    public override (string Config, string Named) Rejected => NetconfConfigs.Rejected;

    public override string? Transcript =>
        Lab.Options.Netconf == new LabNetconfOptions() ? "netconf" : Lab.Options.Netconf == WritableRunning ? "netconf-running" : null;

    public override bool HasCommitTimer => Lab.Options.Netconf is { Candidate: true, ConfirmedCommit: not null };

    public override bool ChecksLoads => Lab.Options.Netconf is { Candidate: true } or { Validate: true };

    /// <summary>A server with nothing but a running config to write.</summary>
    public static LabNetconfOptions WritableRunning { get; } = new() { Candidate = false };

    public override string Mark(string config) => NetconfConfigs.Mark(config);

    public override string Describing(string text) => NetconfConfigs.Describing(text);

    public override string Shown(string text) => new XText(text).ToString();

    /// <summary>NETCONF tells of a pending commit only that it is there.</summary>
    public override string NameOf(string otherRun) => "somebody else";

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new NetconfPlatform(transport);

    protected override string CutPattern(CutVerb verb, CutMoment moment) => verb switch
    {
        CutVerb.Load => Lab.Options.Netconf.Candidate ? "<edit-config" : "<get-config",
        CutVerb.Commit => Lab.Options.Netconf.Candidate ? "<commit(?!.*<persist-id)" : "<edit-config.*<running",
        CutVerb.Confirm => "<commit.*<persist-id",
        _ => "<copy-config",
    };
}
