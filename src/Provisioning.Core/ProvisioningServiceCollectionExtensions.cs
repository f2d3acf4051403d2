using Microsoft.Extensions.DependencyInjection.Extensions;
using Provisioning;
using Provisioning.Drivers;
using Provisioning.Runs;
using Provisioning.Validations;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine.</summary>
public static class ProvisioningServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IProvisioner"/> and <see cref="IDeviceConfigReader"/>. The host also registers logging, platforms
    /// (<c>AddBuiltInPlatforms</c>), an intended config source and a credential source.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings; they are checked here and now.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range; the message names it.</exception>
    public static IServiceCollection AddProvisioning(this IServiceCollection services, Action<ProvisioningSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var settings = new ProvisioningSettings();
        configure?.Invoke(settings);
        settings.Check();
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPlatformRegistry, PlatformRegistry>();
        services.TryAddSingleton<DeviceValidator>();
        services.TryAddSingleton<DeviceContextFactory>();
        services.TryAddSingleton<Provisioner>();
        services.TryAddSingleton<IProvisioner>(provider => provider.GetRequiredService<Provisioner>());
        services.TryAddSingleton<IProvisionHistory, ProvisionHistory>();
        services.TryAddSingleton<IDeviceConfigReader, DeviceConfigReader>();
        return services;
    }

    /// <summary>Registers a platform, built-in or a third party's.</summary>
    /// <typeparam name="TPlatform">The platform; its constructor's arguments come from the host's services.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPlatform<TPlatform>(this IServiceCollection services)
        where TPlatform : class, IPlatform =>
        services.AddSingleton<IPlatform, TPlatform>();
}
