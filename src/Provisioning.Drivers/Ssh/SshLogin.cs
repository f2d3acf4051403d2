using Provisioning.Credentials;

namespace Provisioning.Drivers.Ssh;

/// <summary>One login to make.</summary>
/// <param name="Target">Where.</param>
/// <param name="Credential">As whom.</param>
/// <param name="Context">For which run.</param>
internal sealed record SshLogin(SshTarget Target, DeviceCredential Credential, DeviceContext Context);
