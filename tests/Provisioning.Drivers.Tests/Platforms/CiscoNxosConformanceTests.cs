using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class CiscoNxosConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoNxosBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time, so every prefix of its output is looked at.</summary>
public sealed class CiscoNxosOneByteAtATimeTests : CiscoNxosConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A device that greets with a banner like a prompt, and logs into the middle of its answers.</summary>
public sealed class CiscoNxosNoisyConformanceTests : CiscoNxosConformanceTests
{
    protected override void Arrange(LabDevice device)
    {
        device.Faults.LoginBanner = "Welcome to leaf1#\nleaf1>\nauthorised users only\n";
        device.Faults.Noise = LabNoise.InsideAnswer;
        device.Faults.NoiseLine = "2026 Nov 22 21:36:21 leaf1 %ETHPORT-5-IF_UP: Interface Ethernet1/2 is up in mode access";
    }
}

/// <summary>The device behind a real sshd.</summary>
public sealed class CiscoNxosSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new CiscoNxosBed().BehindSshdAsync();
}

/// <summary>Without an SCP server: files are typed into the Tcl shell.</summary>
public sealed class CiscoNxosTclConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(
        new CiscoNxosBed(device => device.Faults.Refuse("^scp -t", "not here"), CiscoNxosBed.Without("feature scp-server")));
}

/// <summary>Over NX-API.</summary>
public class CiscoNxosNxapiConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new CiscoNxosBed(Arrange, nxapi: true));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The answers' bodies come one byte at a time.</summary>
public sealed class CiscoNxosNxapiOneByteAtATimeTests : CiscoNxosNxapiConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>NX-API behind a real HTTPS server.</summary>
public sealed class CiscoNxosHttpsConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new CiscoNxosBed(nxapi: true).BehindHttpsAsync();
}
