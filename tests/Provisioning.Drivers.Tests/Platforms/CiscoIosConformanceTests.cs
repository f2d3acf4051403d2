using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class CiscoIosConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoIosBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time, so every prefix of its output is looked at.</summary>
public sealed class CiscoIosOneByteAtATimeTests : CiscoIosConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A device that greets with a banner like a prompt, and logs into the middle of its answers.</summary>
public sealed class CiscoIosNoisyConformanceTests : CiscoIosConformanceTests
{
    protected override void Arrange(LabDevice device)
    {
        device.Faults.LoginBanner = "Welcome to r1#\nr1>\nauthorised users only\n";
        device.Faults.Noise = LabNoise.InsideAnswer;
        device.Faults.NoiseLine = "*Nov 24 11:18:25.123: %SYS-5-CONFIG_I: Configured from console by admin on vty0 (192.0.2.1)";
    }
}

/// <summary>Files are typed through the Tcl shell, and every dialogue about them is the longest.</summary>
public sealed class CiscoIosInlineConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoIosInlineBed());
}

/// <summary>The device asks nothing about files, so that a cut hits the copy itself.</summary>
public sealed class CiscoIosQuietConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoIosQuietBed());
}

/// <summary>The device behind a real sshd.</summary>
public sealed class CiscoIosSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new CiscoIosBed().BehindSshdAsync();
}
