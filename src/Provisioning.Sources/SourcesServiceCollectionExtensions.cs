using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Sources.Credentials;
using Provisioning.Sources.IntendedConfigs;
using Provisioning.Sources.Inventories;

// The namespace that hosts have open where they register services.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers sources of devices, intended configs and credentials; of several of a kind the last counts.</summary>
public static class SourcesServiceCollectionExtensions
{
    /// <summary>Takes the devices from a file; see <see cref="FileInventory"/> for its formats.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The file; it is read at use.</param>
    public static IServiceCollection AddFileInventory(this IServiceCollection services, string path) =>
        services.AddSingleton<IDeviceInventory>(new FileInventory(path));

    /// <summary>Takes the intended configs from a folder; see <see cref="FolderIntendedConfigSource"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The folder; it is looked into at use.</param>
    public static IServiceCollection AddConfigFolder(this IServiceCollection services, string path) =>
        services.AddSingleton<IIntendedConfigSource>(new FolderIntendedConfigSource(path));

    /// <summary>Takes the credentials from the environment; see <see cref="EnvironmentCredentialSource"/>.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddEnvironmentCredentials(this IServiceCollection services) =>
        services.AddSingleton<ICredentialSource>(new EnvironmentCredentialSource());
}
