using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class BirdConformanceTests : ConformanceSuite
{
    /// <summary>BIRD reads whole config files; there is no merge.</summary>
    public static new TheoryData<LoadOperation> Operations => [LoadOperation.Replace];

    protected override async Task<ConformanceBed> StartAsync() => await BirdBed.StartAsync();
}

/// <summary>The daemon's bytes come one at a time.</summary>
public sealed class BirdOneByteAtATimeTests : BirdConformanceTests
{
    protected override async Task<ConformanceBed> StartAsync()
    {
        var bed = await BirdBed.StartAsync();
        bed.Relay.ToClient.OneByteAtATime = true;
        return bed;
    }
}
