using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning;

/// <summary>Reads configurations from devices; changes nothing on them, not even a candidate.</summary>
public interface IDeviceConfigReader
{
    /// <summary>Reads a config store.</summary>
    /// <param name="device">The device.</param>
    /// <param name="store">Running or startup.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.ProvisioningException">The stage that failed says what to do.</exception>
    Task<DeviceConfig> ReadAsync(Device device, ConfigStore store, CancellationToken cancellationToken = default);

    /// <summary>
    /// The drift: the whole running config against the whole intended config, line by line. An intended config that is meant
    /// to be merged shows everything it does not mention as removed; a dry run tells what a merge would change.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.ProvisioningException">The stage that failed says what to do.</exception>
    Task<ConfigDiff> CompareAsync(Device device, CancellationToken cancellationToken = default);
}
