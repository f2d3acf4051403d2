using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.ThirdParty.Tests.Vyos;

public class VyosConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new VyosBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

public sealed class VyosOneByteAtATimeTests : VyosConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

public sealed class VyosSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new VyosBed().BehindSshdAsync();
}
