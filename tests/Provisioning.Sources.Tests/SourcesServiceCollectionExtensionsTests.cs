using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Sources.Credentials;
using Provisioning.Sources.IntendedConfigs;
using Provisioning.Sources.Inventories;

namespace Provisioning.Sources.Tests;

public sealed class SourcesServiceCollectionExtensionsTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public void A_file_inventory_is_registered_with_its_path()
    {
        _services.AddFileInventory("lab.yaml");

        Assert.Equal(Path.GetFullPath("lab.yaml"), Assert.IsType<FileInventory>(Registered<IDeviceInventory>()).ToString());
    }

    [Fact]
    public void A_config_folder_is_registered_with_its_path()
    {
        _services.AddConfigFolder("configs");

        Assert.Equal(Path.GetFullPath("configs"), Assert.IsType<FolderIntendedConfigSource>(Registered<IIntendedConfigSource>()).ToString());
    }

    [Fact]
    public void Environment_credentials_are_registered()
    {
        _services.AddEnvironmentCredentials();

        Assert.IsType<EnvironmentCredentialSource>(Registered<ICredentialSource>());
    }

    private object? Registered<T>() => Assert.Single(_services, service => service.ServiceType == typeof(T)).ImplementationInstance;
}
