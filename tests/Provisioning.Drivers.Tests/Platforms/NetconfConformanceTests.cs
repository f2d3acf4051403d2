using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

public class NetconfConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NetconfBed(Arrange));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The server's bytes come one at a time, so that chunks and characters are cut everywhere.</summary>
public sealed class NetconfOneByteAtATimeTests : NetconfConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>A server that knows base:1.0 only.</summary>
public sealed class NetconfBase10ConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NetconfBed(options: new() { Base11 = false }));
}

/// <summary>A server with one configuration only, which outlives a reboot.</summary>
public sealed class NetconfWithoutStartupConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NetconfBed(options: new() { Startup = false }));
}

/// <summary>A server that forgets edits which it has validated, and replaces only what is mentioned, as yuma123 does.</summary>
public sealed class NetconfForgetfulConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() =>
        Task.FromResult<ConformanceBed>(new NetconfBed(options: new() { ForgetsValidatedEdits = true, ReplacesOnlyWhatIsMentioned = true }));
}

/// <summary>The server behind a real sshd.</summary>
public sealed class NetconfSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new NetconfBed().BehindSshdAsync();
}

/// <summary>A server without a candidate: what it runs is written directly.</summary>
public class NetconfRunningConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NetconfBed(Arrange, NetconfBed.WritableRunning));

    protected virtual void Arrange(LabDevice device)
    {
    }
}

/// <summary>The same, its bytes one at a time.</summary>
public sealed class NetconfRunningOneByteAtATimeTests : NetconfRunningConformanceTests
{
    protected override void Arrange(LabDevice device) => device.Faults.OneByteReads = true;
}

/// <summary>The same behind a real sshd.</summary>
public sealed class NetconfRunningSshConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => new NetconfBed(options: NetconfBed.WritableRunning).BehindSshdAsync();
}

/// <summary>The least that RFC 6241 leaves: one configuration, no check, no way back of the server's own.</summary>
public sealed class NetconfPlainConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(
        new NetconfBed(options: NetconfBed.WritableRunning with { Base11 = false, Startup = false, Validate = false, RollbackOnError = false }));
}

/// <summary>A server with a candidate and no commit timer.</summary>
public sealed class NetconfWithoutTimerConformanceTests : ConformanceSuite
{
    protected override Task<ConformanceBed> StartAsync() => Task.FromResult<ConformanceBed>(new NetconfBed(options: new() { ConfirmedCommit = null }));
}

/// <summary>A real server: yuma123's netconfd behind sshd, its commits undone by its own timer.</summary>
public sealed class NetconfdConformanceTests : ConformanceSuite
{
    protected override async Task<ConformanceBed> StartAsync() => await NetconfdBed.StartAsync();
}
