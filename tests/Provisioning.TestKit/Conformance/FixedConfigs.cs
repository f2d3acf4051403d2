using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;

namespace Provisioning.TestKit.Conformance;

/// <summary>One intended config and one credential for every device.</summary>
public sealed class FixedConfigs(string config, DeviceCredential credential) : IIntendedConfigSource, ICredentialSource
{
    public ValueTask<IntendedConfig> GetAsync(Device device, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new IntendedConfig(config, "test"));

    ValueTask<DeviceCredential> ICredentialSource.GetAsync(Device device, CancellationToken cancellationToken) =>
        ValueTask.FromResult(credential);
}
