using Provisioning.Credentials;
using Provisioning.Sources.Credentials;

namespace Provisioning.Sources.Tests.Credentials;

public sealed class FixedCredentialSourceTests
{
    [Fact]
    public async Task Every_device_gets_the_given_credential()
    {
        var credential = new DeviceCredential { Username = "alice", Password = new("p") };

        Assert.Same(
            credential,
            await new FixedCredentialSource(credential).GetAsync(new() { Name = "r1" }, TestContext.Current.CancellationToken));
    }
}
