using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class AristaEosConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new AristaEosBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The device's bytes come one at a time, so every prefix of its output is looked at.</summary>
public sealed class AristaEosOneByteAtATimeTests : AristaEosConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A device that greets with a banner like a prompt, and logs into the middle of its answers.</summary>
public sealed class AristaEosNoisyConformanceTests : AristaEosConformanceTests
{
    protected override void Arrange(LabDevice device)
    {
        device.Faults.LoginBanner = "Welcome to leaf1#\nleaf1>\nauthorised users only\n";
        device.Faults.Noise = LabNoise.InsideAnswer;
    }
}

/// <summary>The device behind a real sshd.</summary>
public sealed class AristaEosSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new AristaEosBed().BehindSshdAsync();
}

/// <summary>Over eAPI.</summary>
public class AristaEosEapiConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new AristaEosBed(Arrange, eapi: true));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The answers' bodies come one byte at a time.</summary>
public sealed class AristaEosEapiOneByteAtATimeTests : AristaEosEapiConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>eAPI behind an HTTPS server.</summary>
public sealed class AristaEosHttpsConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new AristaEosBed(eapi: true).BehindHttpsAsync();
}

/// <summary>An EOS that tells of a running commit timer in its session, as those before 4.32 do.</summary>
public sealed class AristaEosBefore432ConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new AristaEosBed(eos: new() { Version = "4.31.5M" }));
}

/// <summary>The same over eAPI.</summary>
public sealed class AristaEosBefore432EapiConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new AristaEosBed(eapi: true, eos: new() { Version = "4.31.5M" }));
}
