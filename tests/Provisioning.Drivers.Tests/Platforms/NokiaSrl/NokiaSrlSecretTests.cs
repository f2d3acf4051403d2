using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.NokiaSrl;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

public class NokiaSrlSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new NokiaSrlPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("set / system aaa authentication admin-user password «$y$j9T$salt$hash»")]
    [InlineData("set / system aaa authentication user bob password \"«two words»\"")]
    [InlineData("                password «$6$salt$hash»")]
    [InlineData("set / system aaa authentication admin-user ssh-key [ \"«ssh-rsa AAAAB3NzaC1yc2E= admin@host»\" ]")]
    [InlineData("                    \"«ssh-ed25519 AAAAC3NzaC1lZDI1 admin@host»\"")]
    [InlineData("set / system aaa server-group tac server 192.0.2.1 tacacs secret-key «$aes1$AWBE6lIU=$4iIHX6bS==»")]
    [InlineData("set / system aaa server-group rad server 192.0.2.1 radius secret-key «clear»")]
    [InlineData("set / system authentication keychain isis key 1 authentication-key «$aes1$AWBE6lIU=$4iIHX6bS==»")]
    [InlineData("                    authentication-key «clear»")]
    [InlineData("set / system snmp access-group ro community-entry c1 community «public1»")]
    [InlineData("                    community \"«$aes1$AWBE6lIU=$4iIHX6bS==»\"")]
    [InlineData("set / system snmp access-group v3 security-entry u authentication-password «secret1»")]
    [InlineData("set / system snmp access-group v3 security-entry u privacy-password «secret2»")]
    [InlineData("set / system tls server-profile clab key «$aes1$AWBE6lIU=$4iIHX6bS==»")]
    [InlineData("            key «$aes1$AWBE6lIU=$4iIHX6bS==»")]
    [InlineData("set / network-instance default protocols bgp group g authentication password «clear»")]
    [InlineData("+             password \"«$aes1$AWBE6lIU=$4iIHX6bS==»\"")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("set / system authentication keychain isis key 1 algorithm hmac-sha-256")]
    [InlineData("                key 1 {")]
    [InlineData("set / network-instance default protocols bgp group g authentication keychain isis")]
    [InlineData("set / routing-policy community-set cs member [ 65000:1 ]")]
    [InlineData("                community-entry c1 {")]
    [InlineData("                password {")]
    [InlineData("                ssh-key [")]
    [InlineData("set / system tls server-profile clab authenticate-client false")]
    [InlineData("set / interface ethernet-1/1 description uplink")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
