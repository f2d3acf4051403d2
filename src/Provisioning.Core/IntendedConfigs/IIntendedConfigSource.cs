using Provisioning.Inventories;

namespace Provisioning.IntendedConfigs;

/// <summary>Gives the intended configuration of a device.</summary>
public interface IIntendedConfigSource
{
    /// <summary>The intended config of one device, unchecked: the engine refuses empty, unrendered and erroneous texts.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="Errors.IntendedConfigException">There is none for this device, or it cannot be read.</exception>
    ValueTask<IntendedConfig> GetAsync(Device device, CancellationToken cancellationToken = default);
}
