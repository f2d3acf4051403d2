using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

public class FrrSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new FrrPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("password «zebra»")]
    [InlineData("password 8 «hAsH.1»")]
    [InlineData("enable password 8 «hAsH.1»")]
    [InlineData(" neighbor 10.0.0.2 password «s3cret»")]
    [InlineData(" neighbor 10.0.0.2 password «two words»")]
    [InlineData(" ip ospf authentication-key «s3cret»")]
    [InlineData(" ip ospf message-digest-key 1 md5 «s3cret»")]
    [InlineData(" ip rip authentication string «s3cret»")]
    [InlineData(" isis password clear «s3cret»")]
    [InlineData(" isis password md5 «s3cret»")]
    [InlineData(" area-password clear «s3cret»")]
    [InlineData(" domain-password md5 «s3cret»")]
    [InlineData(" ip nhrp authentication «s3cret»")]
    [InlineData("  key-string «s3cret»")]
    [InlineData(" ipv6 ospf6 authentication key-id 1 hash-algo hmac-sha-256 key «s3cret»")]
    [InlineData("    address ip 10.0.0.1 port 4189 tcp-md5-auth «s3cret»")]
    [InlineData("+ neighbor 10.0.0.2 password «s3cret»")]
    [InlineData("- no neighbor 10.0.0.2 password «s3cret»")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("service password-encryption")]
    [InlineData("key chain K")]
    [InlineData(" key 1")]
    [InlineData(" area 0.0.0.0 authentication message-digest")]
    [InlineData(" ip ospf authentication message-digest")]
    [InlineData(" ip rip authentication mode md5")]
    [InlineData(" ip rip authentication key-chain K")]
    [InlineData(" ipv6 ospf6 authentication keychain K")]
    [InlineData(" neighbor 10.0.0.2 remote-as 65001")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
