using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Provisioning.Changes;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

/// <summary>A hook, with an engine and a reader that do as they are told.</summary>
public abstract class DeviceChangeHookBench
{
    private protected DeviceChangeHookBench() => EngineGives(Result(ProvisionOutcome.WouldChange));

    private protected IProvisioner Provisioner { get; } = Substitute.For<IProvisioner>();

    private protected RecordingLogger<DeviceChangeHook> Log { get; } = new();

    private protected DeviceChangeHookOptions Options { get; } = new();

    private protected List<(Device Device, ProvisionOptions Options)> Runs { get; } = [];

    private protected IDeviceReader? Reader { get; private set; }

    private protected ProvisionOptions Run => Assert.Single(Runs).Options;

    private protected async Task AssertIgnoredAsync(DeviceChange change, string reason)
    {
        var outcome = await HandleAsync(change);

        Assert.Equal((DeviceChangeVerdict.Ignored, reason), (outcome.Verdict, outcome.Reason));
        Assert.Empty(Runs);
    }

    private protected Task<DeviceChangeOutcome> HandleAsync(DeviceChange change) =>
        Hook().HandleAsync(change, TestContext.Current.CancellationToken);

    private protected DeviceChangeHook Hook(IDeviceChangeFilter? filter = null) => new(
        Provisioner, filter ?? new DeviceChangeFilter(Options.Filter), new DeviceReadiness(Platforms(), Options.Readiness),
        Options, Log, Reader);

    private protected void EngineGives(ProvisionResult result) => Provisioner
        .ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), Arg.Any<CancellationToken>())
        .Returns(call =>
        {
            var options = call.Arg<ProvisionOptions?>()!;
            Runs.Add((call.Arg<Device>(), options));
            options.Logger!.Log(LogLevel.Information, new EventId(1), "the engine's own line");
            return result;
        });

    private protected void ReaderGives(Device? device)
    {
        Reader = Substitute.For<IDeviceReader>();
        Reader.ReadAsync(Arg.Any<DeviceChange>(), Arg.Any<CancellationToken>()).Returns(device);
    }

    private protected void ReaderThrows(Exception exception)
    {
        Reader = Substitute.For<IDeviceReader>();
        Reader.ReadAsync(Arg.Any<DeviceChange>(), Arg.Any<CancellationToken>()).ThrowsAsync(exception);
    }

    private protected static IDeviceChangeFilter FilterGives(DeviceChangeDecision decision)
    {
        var filter = Substitute.For<IDeviceChangeFilter>();
        filter.Decide(Arg.Any<DeviceChange>()).Returns(decision);
        return filter;
    }
}
