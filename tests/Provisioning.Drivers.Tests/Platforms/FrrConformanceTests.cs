using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>The daemon's bytes come one at a time; FRRouting's other scenarios have them as they come.</summary>
public sealed class FrrConformanceTests : ConformanceSuite
{
    protected override async Task<ConformanceBed> StartAsync()
    {
        var bed = await FrrBed.StartAsync();
        bed.Relay.ToClient.OneByteAtATime = true;
        return bed;
    }
}
