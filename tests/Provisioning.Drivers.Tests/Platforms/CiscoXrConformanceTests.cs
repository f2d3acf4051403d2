using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class CiscoXrConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoXrBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time, so every prefix of its output is looked at.</summary>
public sealed class CiscoXrOneByteAtATimeTests : CiscoXrConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A device that greets with a banner like a prompt, and logs into the middle of its answers.</summary>
public sealed class CiscoXrNoisyConformanceTests : CiscoXrConformanceTests
{
    protected override void Arrange(LabDevice device)
    {
        device.Faults.LoginBanner = "Welcome to RP/0/RP0/CPU0:xr1#\nRP/0/RP0/CPU0:xr1#\nauthorised users only\n";
        device.Faults.Noise = LabNoise.InsideAnswer;
        device.Faults.NoiseLine = "RP/0/RP0/CPU0:Nov 24 10:00:00.123 UTC: ifmgr[323]: %PKT_INFRA-LINK-3-UPDOWN : Interface GigabitEthernet0/0/0/1, changed state to Up ";
    }
}

/// <summary>The device behind a real sshd.</summary>
public sealed class CiscoXrSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new CiscoXrBed().BehindSshdAsync();
}

/// <summary>The router's NETCONF server.</summary>
public class CiscoXrNetconfConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoXrNetconfBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>NETCONF that comes one byte at a time.</summary>
public sealed class CiscoXrNetconfOneByteAtATimeTests : CiscoXrNetconfConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>NETCONF as a subsystem of a real sshd.</summary>
public sealed class CiscoXrNetconfSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new CiscoXrNetconfBed().BehindSshdAsync();
}
