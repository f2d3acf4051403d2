using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <content>What takes the place of a scenario where a device lacks what its platform mostly has.</content>
public abstract partial class ConformanceSuite
{
    private static ProvisionOptions Suited(ConformanceBed bed, LoadOperation operation, ProvisionOptions options) => options with
    {
        ReplaceConfig = operation == LoadOperation.Replace,
        ConfirmTimeout = bed.HasCommitTimer ? options.ConfirmTimeout : null,
    };

    /// <summary>What takes the place of a scenario with a commit timer on a device that has none: a clear refusal before anything is changed.</summary>
    private static async Task AssertRefusesTimerAsync(ConformanceBed bed)
    {
        var before = await Truth.OfAsync(bed);
        await using var services = Services(bed, AConfig(bed), bed.Credential);

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, Commit with { ReplaceConfig = AnOperation(bed) == LoadOperation.Replace }, Cancellation);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.PrerequisiteMissing, result.Error!.Code);
        Assert.Contains("ConfirmTimeout", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>A device that looks at nothing before the commit: then it is named, and undone.</summary>
    private static async Task AssertRejectsAtCommitAsync(ConformanceBed bed, Truth before, ProvisionResult result)
    {
        if (result.DryRun)
        {
            AssertEnds(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
            Assert.Equal(before, await Truth.OfAsync(bed));
        }
        else
        {
            AssertEnds(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack);
            Assert.Equal(ErrorCode.CommitFailed, result.Error!.Code);
            Assert.Contains(bed.Rejected.Named, result.Error.Message, StringComparison.Ordinal);
            Assert.Equal((before.Running, before.Startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        }

        Assert.Empty(await bed.LeftoversAsync());
    }
}
