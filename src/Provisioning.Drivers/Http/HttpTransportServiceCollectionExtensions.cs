using Microsoft.Extensions.DependencyInjection.Extensions;
using Provisioning.Drivers.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the HTTPS transport.</summary>
public static class HttpTransportServiceCollectionExtensions
{
    /// <summary>
    /// Sets up HTTPS for the platforms that also have an HTTP service (eAPI, NX-API). Needed only to change settings: without
    /// it they use HTTPS with the defaults.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <exception cref="ArgumentException">A setting cannot be used; thrown here, not at the first connection.</exception>
    public static IServiceCollection AddHttpTransport(this IServiceCollection services, Action<HttpTransportOptions>? configure = null)
    {
        var options = new HttpTransportOptions();
        configure?.Invoke(options);
        services.Replace(ServiceDescriptor.Singleton<IHttpTransport>(new HttpTransport(options)));
        return services;
    }
}
