using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class NokiaSrlConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NokiaSrlBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time, so every prefix of its output is looked at.</summary>
public sealed class NokiaSrlOneByteAtATimeTests : NokiaSrlConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A device that greets with a banner like a prompt, and logs into the middle of its answers.</summary>
public sealed class NokiaSrlNoisyConformanceTests : NokiaSrlConformanceTests
{
    protected override void Arrange(LabDevice device)
    {
        device.Faults.LoginBanner = "Welcome to\n--{ running }--[  ]--\nA:leaf1# \nA:admin@leaf1# \nauthorised users only\n";
        device.Faults.Noise = LabNoise.InsideAnswer;
        device.Faults.NoiseLine = "2026-11-24T11:11:11.123456+00:00 leaf1 sr_bgp_mgr: bgp|1234|1234|00012|W: In network-instance default, the BGP session with 10.0.0.0 moved to lower state idle";
    }
}

/// <summary>The device behind a real sshd.</summary>
public sealed class NokiaSrlSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new NokiaSrlBed().BehindSshdAsync();
}
