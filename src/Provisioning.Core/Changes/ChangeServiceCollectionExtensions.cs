using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Provisioning;
using Provisioning.Changes;
using Provisioning.Drivers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the hook that provisions devices when they change.</summary>
public static class ChangeServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="DeviceChangeHook"/> with the default filter and readiness checks, as singletons. The engine and its
    /// platforms are registered apart from this. An <see cref="IDeviceChangeFilter"/> or <see cref="IDeviceReader"/> that the
    /// host registers, before or after, is used. A second call goes on with the options of the first.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the policy; the defaults commit nothing.</param>
    /// <returns>The same collection.</returns>
    /// <exception cref="ArgumentException">An option cannot be meant; the message names it.</exception>
    public static IServiceCollection AddDeviceChangeHook(
        this IServiceCollection services, Action<DeviceChangeHookOptions>? configure = null)
    {
        var options = Registered(services) ?? new();
        configure?.Invoke(options);
        options.Validate();
        services.TryAddSingleton(options);
        services.TryAddSingleton<IDeviceChangeFilter>(_ => new DeviceChangeFilter(options.Filter));
        services.TryAddSingleton(provider =>
            new DeviceReadiness(provider.GetRequiredService<IPlatformRegistry>(), options.Readiness));
        services.TryAddSingleton(CreateHook);
        return services;
    }

    // In version 8 a keyed descriptor throws when it is asked for its instance, so the keyed ones are left out first.
    private static DeviceChangeHookOptions? Registered(IServiceCollection services) => services
        .Where(service => !service.IsKeyedService && service.ServiceType == typeof(DeviceChangeHookOptions))
        .Select(service => service.ImplementationInstance).OfType<DeviceChangeHookOptions>().LastOrDefault();

    private static DeviceChangeHook CreateHook(IServiceProvider provider) => new(
        provider.GetRequiredService<IProvisioner>(),
        provider.GetRequiredService<IDeviceChangeFilter>(),
        provider.GetRequiredService<DeviceReadiness>(),
        provider.GetRequiredService<DeviceChangeHookOptions>(),
        provider.GetService<ILogger<DeviceChangeHook>>() ?? NullLogger<DeviceChangeHook>.Instance,
        provider.GetService<IDeviceReader>());
}
