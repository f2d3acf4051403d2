namespace Provisioning.Inventories;

/// <summary>A list of devices, from a file or a source of truth.</summary>
public interface IDeviceInventory
{
    /// <summary>Streams every device, in the inventory's order.</summary>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <exception cref="Errors.InventoryException">The inventory is missing, malformed, or names a device twice.</exception>
    IAsyncEnumerable<Device> GetDevicesAsync(CancellationToken cancellationToken = default);
}
