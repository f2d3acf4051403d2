using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.IntendedConfigs;

namespace Provisioning.TestKit.Conformance;

/// <summary>Engines for beds.</summary>
public static class BedServices
{
    /// <summary>What an engine for a bed takes, but for the transport and the platform, which the bed adds itself.</summary>
    /// <param name="bed">The device.</param>
    /// <param name="config">Its intended config.</param>
    /// <param name="credential">How to log in; as the bed says when null.</param>
    /// <param name="configure">Has the last word on the settings.</param>
    public static IServiceCollection ForEngine(
        ConformanceBed bed, string config, DeviceCredential? credential = null, Action<ProvisioningSettings>? configure = null)
    {
        var source = new FixedConfigs(config, credential ?? bed.Credential);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(bed.TimeProvider)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning(settings =>
            {
                settings.RecoveryTimeout = bed.RecoveryTimeout;
                settings.RecoveryInterval = TimeSpan.FromMilliseconds(200);
                configure?.Invoke(settings);
            });
    }

    /// <summary>Has something done around the verbs of a platform's sessions; nothing when null.</summary>
    public static Func<IPlatform, IPlatform> Around(Func<CutVerb, Func<Task>, Task>? around) =>
        platform => around is null ? platform : new WrappedPlatform(platform, session => new InterruptedSession(session, around));
}
