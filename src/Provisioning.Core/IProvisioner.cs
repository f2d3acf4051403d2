using Provisioning.Inventories;

namespace Provisioning;

/// <summary>The engine: brings devices to their intended configuration. All triggers call this.</summary>
public interface IProvisioner
{
    /// <summary>Runs one device. A failure of the device is a result, not an exception.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">What the run may do; a dry run when null.</param>
    /// <param name="cancellationToken">
    /// Stops the run up to the commit; from the commit on the run finishes, verifies or rolls back under its own deadline.
    /// </param>
    Task<ProvisionResult> ProvisionAsync(
        Device device, ProvisionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Runs many devices, <see cref="ProvisionOptions.MaxConcurrency"/> at once, and gives each result as it comes.</summary>
    /// <param name="devices">The devices; read as fast as they are worked on.</param>
    /// <param name="options">What the runs may do; a dry run when null.</param>
    /// <param name="cancellationToken">
    /// Devices not begun are <see cref="ProvisionOutcome.Skipped"/>; begun ones as above. To tell of them all the inventory is read on;
    /// one that gives no next device for 30 s is given up, which is thrown after the results.
    /// </param>
    /// <remarks>Who stops to read the results gives up those of runs that are under way; these still end, and the log and the journal have them.</remarks>
    IAsyncEnumerable<ProvisionResult> ProvisionAsync(
        IAsyncEnumerable<Device> devices, ProvisionOptions? options = null, CancellationToken cancellationToken = default);
}
