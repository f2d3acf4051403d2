using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Platforms.Bird;
using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.Drivers.Platforms.CiscoNxos;
using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Platforms.NokiaSrl;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The platforms that come with this package.</summary>
public static class BuiltInPlatforms
{
    /// <summary>
    /// Registers every built-in platform; a transport (<c>AddSshTransport</c>) must be registered too. Those that also have an
    /// HTTP service use HTTPS with the defaults, unless <c>AddHttpTransport</c> changes them.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddBuiltInPlatforms(this IServiceCollection services) => services
        .AddPlatform<AristaEosPlatform>()
        .AddPlatform<BirdPlatform>()
        .AddPlatform<CiscoIosPlatform>()
        .AddPlatform<CiscoNxosPlatform>()
        .AddPlatform<CiscoXrPlatform>()
        .AddPlatform<FrrPlatform>()
        .AddPlatform<JuniperJunosPlatform>()
        .AddPlatform<NetconfPlatform>()
        .AddPlatform<NokiaSrlPlatform>();
}
