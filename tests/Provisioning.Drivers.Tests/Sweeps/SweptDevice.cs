using Microsoft.Extensions.DependencyInjection;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>A device, or one like it again and again, on which one run after the other is cut.</summary>
/// <param name="operation">How the runs load.</param>
/// <param name="leaves">Whether what is left on it does not count.</param>
internal abstract class SweptDevice(LoadOperation operation, bool leaves = false) : IAsyncDisposable
{
    protected LoadOperation Operation => operation;

    /// <summary>How long the device waits for a confirmation.</summary>
    protected abstract TimeSpan ConfirmTimeout { get; }

    /// <summary>The engine's clock.</summary>
    protected abstract TimeProvider Clock { get; }

    /// <summary>How long the engine looks for a device that is lost for good.</summary>
    protected abstract TimeSpan GiveUp { get; }

    /// <summary>How long it pauses between two looks.</summary>
    protected abstract TimeSpan Pause { get; }

    /// <summary>Sees what a run that nobody cuts makes of the device.</summary>
    /// <param name="cut">Counts its bytes.</param>
    public abstract Task LearnAsync(ByteCut cut);

    /// <summary>Cuts a run.</summary>
    public abstract Task<SweepEnd> CutAsync(ByteCut cut);

    public abstract ValueTask DisposeAsync();

    /// <summary>Registers the device behind a wire that is cut.</summary>
    protected abstract void AddServices(IServiceCollection services, ConformanceBed bed, ByteCut cut);

    /// <summary>How long a verb waits in vain where the connection stalls.</summary>
    protected virtual DeviceTimeouts Timeouts => new();

    /// <summary>Waits until the device does nothing more of its own, timers apart.</summary>
    /// <param name="bed">The device.</param>
    /// <param name="hasStalled">Whether it still takes a connection for open.</param>
    protected abstract Task SettleAsync(ConformanceBed bed, bool hasStalled);

    protected virtual async Task<ProvisionResult> RunAsync(ConformanceBed bed, string config, ByteCut cut, bool dryRun)
    {
        var services = BedServices.ForEngine(bed, config, configure: settings =>
        {
            settings.RecoveryTimeout = cut.ForGood ? GiveUp : cut.Fault == WireFault.Cut ? TimeSpan.FromSeconds(30) : new ProvisioningSettings().RecoveryTimeout;
            settings.RecoveryInterval = Pause;
            settings.Timeouts = cut.Fault == WireFault.Cut ? settings.Timeouts : Timeouts;
        }).AddSingleton(Clock);
        AddServices(services, bed, cut);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, new() { DryRun = dryRun, ReplaceConfig = operation == LoadOperation.Replace, ConfirmTimeout = ConfirmTimeout }, TestContext.Current.CancellationToken);
    }

    protected async Task<SweepEnd> CutAsync(ConformanceBed bed, string config, ByteCut cut, (string Running, string Startup) intended)
    {
        var (before, already) = (await LookAsync(bed), await bed.LeftoversAsync());
        var result = await RunAsync(bed, config, cut, dryRun: false);
        await SettleAsync(bed, hasStalled: cut.Fault != WireFault.Cut);
        var after = await LookAsync(bed);
        var pending = await bed.IsPendingAsync();
        await cut.HealAsync();
        await SettleAsync(bed, hasStalled: false);
        var left = leaves ? [] : (await bed.LeftoversAsync()).Except(already).ToList();
        await bed.LetTimeRunOutAsync(ConfirmTimeout);
        await SettleAsync(bed, hasStalled: false);
        return new()
        {
            Result = result,
            Cut = cut,
            Before = before,
            After = after,
            Pending = pending,
            Left = left,
            AtLast = await LookAsync(bed),
            PendingAtLast = await bed.IsPendingAsync(),
            Intended = intended,
            Next = await RunAsync(bed, config, new ByteCut(toDevice: true, null, forGood: false), dryRun: true),
        };
    }

    protected static async Task<(string Running, string Startup)> LookAsync(ConformanceBed bed) => (await bed.RunningAsync(), await bed.StartupAsync());
}
