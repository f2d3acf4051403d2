using Microsoft.Extensions.DependencyInjection.Extensions;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SSH transport.</summary>
public static class SshTransportServiceCollectionExtensions
{
    /// <summary>Makes SSH the way to reach devices, unless another transport is registered already.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <exception cref="ArgumentException">A setting cannot be used; thrown here, not at the first connection.</exception>
    public static IServiceCollection AddSshTransport(this IServiceCollection services, Action<SshTransportOptions>? configure = null)
    {
        var options = new SshTransportOptions();
        configure?.Invoke(options);
        services.TryAddSingleton<IDeviceTransport>(new SshTransport(options));
        return services;
    }
}
