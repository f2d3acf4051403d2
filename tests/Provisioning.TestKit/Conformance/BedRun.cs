using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.IntendedConfigs;

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
        var source = new FixedConfigs(config, bed.Credential);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(bed.TimeProvider)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning(settings =>
            {
                settings.RecoveryTimeout = bed.RecoveryTimeout;
                settings.RecoveryInterval = TimeSpan.FromMilliseconds(200);
            });
        bed.AddServices(services, platform => around is null ? platform : new WrappedPlatform(platform, session => new InterruptedSession(session, around)));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IProvisioner>().ProvisionAsync(bed.Device, options, TestContext.Current.CancellationToken);
    }
}
