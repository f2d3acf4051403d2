using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public sealed class FrrConformanceTests : ConformanceSuite
{
    protected override async Task<ConformanceBed> StartAsync() => await FrrBed.StartAsync();
}
