using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public sealed class BirdConformanceTests : ConformanceSuite
{
    /// <summary>BIRD reads whole config files; there is no merge.</summary>
    public static new TheoryData<LoadOperation> Operations => [LoadOperation.Replace];

    protected override async Task<ConformanceBed> StartAsync() => await BirdBed.StartAsync();
}
