using Provisioning.Inventories;

namespace Provisioning;

/// <summary>
/// A host's own proof that a device is well after a commit, e.g. that its neighbours are up. Register as many as you like; all
/// are asked between the verification and the confirmation, and one that objects has the commit rolled back.
/// </summary>
public interface IDeviceHealthCheck
{
    /// <summary>Looks at a device that runs its new config, not confirmed yet where it has a commit timer.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Ends with the time that the commit has left.</param>
    /// <returns>What is wrong; null when nothing is. An exception counts as something wrong.</returns>
    Task<string?> CheckAsync(Device device, CancellationToken cancellationToken);
}
