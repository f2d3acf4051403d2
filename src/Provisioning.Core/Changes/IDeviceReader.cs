using Provisioning.Inventories;

namespace Provisioning.Changes;

/// <summary>
/// Reads a device anew from its source of truth. What an event carries may be stale by the time it is handled; a hook that is
/// given a reader acts on what the reader says instead.
/// </summary>
public interface IDeviceReader
{
    /// <summary>Reads the device as it is now.</summary>
    /// <param name="change">What was reported; <see cref="DeviceChange.ObjectId"/> outlives a rename, the name does not.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The device, or null when it is gone.</returns>
    /// <exception cref="Errors.InventoryException">The source of truth cannot be read.</exception>
    Task<Device?> ReadAsync(DeviceChange change, CancellationToken cancellationToken);
}
