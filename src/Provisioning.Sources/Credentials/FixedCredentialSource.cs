using Provisioning.Credentials;
using Provisioning.Inventories;

namespace Provisioning.Sources.Credentials;

/// <summary>The same credential for every device, e.g. one that an operator typed.</summary>
/// <param name="credential">The credential.</param>
public sealed class FixedCredentialSource(DeviceCredential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<DeviceCredential> GetAsync(Device device, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(credential);
}
