using Provisioning.Lab;
using Provisioning.Lab.Platforms.CiscoXr;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A simulated IOS XR device, reached over NETCONF on its port of its own.</summary>
internal sealed class CiscoXrNetconfBed(Action<LabDevice>? arrange = null, LabXrOptions? options = null) : CiscoXrBed(arrange, options, port: 830)
{
    public override string? Transcript => "cisco_xr-netconf";

    /// <summary>The name of a persistent commit makes it anybody's.</summary>
    public override bool ConfirmsFromAnySession => true;

    /// <summary>That name is shown to nobody.</summary>
    public override string NameOf(string otherRun) => "A commit of 'user '";

    public override bool CarriesMessages => false;

    protected override IReadOnlyDictionary<string, string> DeviceOptions { get; } = new Dictionary<string, string> { ["transport"] = "netconf" };

    protected override string CutPattern(CutVerb verb, CutMoment moment) => (verb, moment) switch
    {
        (CutVerb.Load, CutMoment.BeforeTheDeviceHears) => "^<lock ",
        (CutVerb.Load, _) => "^<edit-config ",
        (CutVerb.Commit, _) => "^<commit [^>]*><confirmed",
        (CutVerb.Confirm, _) => "^<commit [^>]*><persist-id",
        _ => "<global[^>]*><config-commit",
    };
}
