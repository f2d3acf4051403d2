using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>The intended configs of a fleet, and one credential for all of it.</summary>
/// <param name="intended">The intended config of the device of a name.</param>
internal sealed class FleetConfigs(Func<string, string> intended) : IIntendedConfigSource, ICredentialSource
{
    public const string Username = "admin";
    public const string Password = "login-Secret9";

    public ValueTask<IntendedConfig> GetAsync(Device device, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new IntendedConfig(intended(device.Name), "test"));

    ValueTask<DeviceCredential> ICredentialSource.GetAsync(Device device, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new DeviceCredential { Username = Username, Password = new Secret(Password) });
}
