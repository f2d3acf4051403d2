using Microsoft.Extensions.DependencyInjection;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>A new simulated device for every run.</summary>
/// <param name="start">Makes it.</param>
/// <param name="operation">How the runs load.</param>
/// <param name="leaves">Whether what is left on it does not count.</param>
internal sealed class SweptLab(Func<LabBed> start, LoadOperation operation, bool leaves) : SweptDevice(operation, leaves)
{
    private static readonly TimeSpan OfTheEngine = TimeSpan.FromSeconds(7);
    private readonly WaitingClock _clock = new(OfTheEngine);
    private (string Running, string Startup) _intended;

    protected override TimeSpan ConfirmTimeout => TimeSpan.FromMinutes(5);

    /// <summary>It goes on only while the engine pauses or waits in vain, so that minutes of that take none; the device's goes with it.</summary>
    protected override TimeProvider Clock => _clock;

    protected override TimeSpan GiveUp => TimeSpan.FromSeconds(30);

    protected override TimeSpan Pause => OfTheEngine;

    public override async Task LearnAsync(ByteCut cut)
    {
        await using var bed = start();
        var result = await RunAsync(bed, bed.Configs(Operation)[0], cut, dryRun: false);
        Assert.Equal(ProvisionOutcome.Changed, result.Outcome);
        _intended = await LookAsync(bed);
    }

    public override async Task<SweepEnd> CutAsync(ByteCut cut)
    {
        await using var bed = start();
        return await CutAsync(bed, bed.Configs(Operation)[0], cut, _intended);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task<ProvisionResult> RunAsync(ConformanceBed bed, string config, ByteCut cut, bool dryRun)
    {
        _clock.Passing = ((LabBed)bed).LetPass;
        _clock.Begin();
        try
        {
            return await base.RunAsync(bed, config, cut, dryRun);
        }
        finally
        {
            _clock.End();
        }
    }

    protected override void AddServices(IServiceCollection services, ConformanceBed bed, ByteCut cut) =>
        ((LabBed)bed).AddServices(
            services, platform => platform, transport => new CutTransport(transport, cut, _clock, () => SettleAsync(bed, hasStalled: true)), web => new CutHttpTransport(web, cut, _clock));

    protected override Task SettleAsync(ConformanceBed bed, bool hasStalled) => ((LabBed)bed).Lab.IdleAsync(TestContext.Current.CancellationToken);
}
