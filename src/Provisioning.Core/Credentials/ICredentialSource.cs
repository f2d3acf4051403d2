using Provisioning.Inventories;

namespace Provisioning.Credentials;

/// <summary>Gives credentials at the moment of use, so that nothing holds them between runs.</summary>
public interface ICredentialSource
{
    /// <summary>The credential for a device.</summary>
    /// <param name="device">The device, or a jump host on the way to one (then its <see cref="Device.Platform"/> is null).</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="Errors.CredentialException">There is none, or it is unusable.</exception>
    ValueTask<DeviceCredential> GetAsync(Device device, CancellationToken cancellationToken = default);
}
