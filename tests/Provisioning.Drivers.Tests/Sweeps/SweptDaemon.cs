using Microsoft.Extensions.DependencyInjection;
using Provisioning.TestKit;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>One real daemon behind a real sshd, which each run is to bring from one of two configs to the other; TCP is cut, or stalls.</summary>
internal sealed class SweptDaemon(SshBed bed, LoadOperation operation) : SweptDevice(operation)
{
    private readonly (string Running, string Startup)[] _states = new (string, string)[2];
    private int _current;
    private bool _hasLearnt;

    protected override TimeSpan ConfirmTimeout => TimeSpan.FromSeconds(_hasLearnt ? 15 : 300);

    protected override TimeProvider Clock => TimeProvider.System;

    protected override DeviceTimeouts Timeouts { get; } = new() { Connect = TimeSpan.FromSeconds(10), Command = TimeSpan.FromSeconds(4), Commit = TimeSpan.FromSeconds(4) };

    protected override TimeSpan GiveUp => TimeSpan.FromSeconds(1);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(100);

    /// <summary>Both configs come twice, for the first time is not from the other one.</summary>
    public override async Task LearnAsync(ByteCut cut)
    {
        foreach (var index in new[] { 0, 1, 0, 1 })
        {
            var counts = new ByteCut(toDevice: true, null, forGood: false);
            var result = await RunAsync(bed, bed.Configs(Operation)[index], counts, dryRun: false);
            Assert.Equal(ProvisionOutcome.Changed, result.Outcome);
            _states[index] = await LookAsync(bed);
        }

        Assert.NotEqual(_states[0], _states[1]);
        _current = 1;
        var last = await CutAsync(cut);
        Assert.Equal(ProvisionOutcome.Changed, last.Result.Outcome);
        _hasLearnt = true;
    }

    public override async Task<SweepEnd> CutAsync(ByteCut cut)
    {
        var next = 1 - _current;
        var end = await CutAsync(bed, bed.Configs(Operation)[next], cut, _states[next]);
        _current = Math.Max(0, Array.IndexOf(_states, end.AtLast));
        return end;
    }

    public override ValueTask DisposeAsync() => bed.DisposeAsync();

    protected override void AddServices(IServiceCollection services, ConformanceBed bed, ByteCut cut)
    {
        var ssh = (SshBed)bed;
        ssh.Relay.Cut = cut;
        cut.SeenLate(() =>
        {
            ssh.Relay.CutAll();
            return Task.CompletedTask;
        });
        ssh.AddServices(services, platform => platform);
    }

    /// <summary>What the login runs on after its connection was cut ends, but for a timer that waits.</summary>
    protected override Task SettleAsync(ConformanceBed bed, bool hasStalled) => hasStalled ? Task.CompletedTask : Eventually.TrueAsync(
        async () => await bed.IsPendingAsync() || await HasNoProcessAsync(), ConfirmTimeout + TimeSpan.FromSeconds(30));

    private async Task<bool> HasNoProcessAsync() =>
        (await ChildProcess.RunAsync(["pgrep", "-u", bed.Credential.Username], TestContext.Current.CancellationToken)).ExitCode != 0;
}
