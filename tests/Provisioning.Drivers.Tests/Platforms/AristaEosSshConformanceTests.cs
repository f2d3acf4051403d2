using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public sealed class AristaEosSshConformanceTests : ConformanceSuite
{
    protected override async Task<ConformanceBed> StartAsync() => await AristaEosSshBed.StartAsync();
}
