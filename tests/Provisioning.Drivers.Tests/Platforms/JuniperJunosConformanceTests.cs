using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class JuniperJunosConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new JuniperJunosBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time.</summary>
public sealed class JuniperJunosOneByteAtATimeTests : JuniperJunosConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A virtual chassis, whose answers come in parts.</summary>
public sealed class JuniperJunosVirtualChassisTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() =>
        Task.FromResult<ConformanceBed>(new JuniperJunosBed(junos: new() { VirtualChassis = true }) { IsNoted = false });
}

/// <summary>The device behind a real sshd and its subsystem.</summary>
public sealed class JuniperJunosSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new JuniperJunosBed().BehindSshdAsync();
}
