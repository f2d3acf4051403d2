using Microsoft.Extensions.DependencyInjection;

namespace Provisioning.TestKit.Conformance;

/// <summary>One run of an engine of its own on a bed.</summary>
public static class BedRun
{
    /// <param name="bed">The device.</param>
    /// <param name="config">Its intended config.</param>
    /// <param name="options">What the run may do.</param>
    /// <param name="around">Done around the verbs of its sessions.</param>
    public static async Task<ProvisionResult> RunAsync(
        ConformanceBed bed, string config, ProvisionOptions options, Func<CutVerb, Func<Task>, Task>? around = null)
    {
        var services = BedServices.ForEngine(bed, config);
        bed.AddServices(services, BedServices.Around(around));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IProvisioner>().ProvisionAsync(bed.Device, options, TestContext.Current.CancellationToken);
    }
}
