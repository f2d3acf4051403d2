using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

public class AristaEosSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new AristaEosPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("username admin privilege 15 role network-admin secret sha512 «$6$salt$hash»")]
    [InlineData("username admin secret 5 «$1$salt$hash»")]
    [InlineData("username admin secret 0 «clear»")]
    [InlineData("username admin secret «clear»")]
    [InlineData("username admin ssh-key «ssh-rsa AAAAB3NzaC1yc2E= admin@host»")]
    [InlineData("enable password sha512 «$6$salt$hash»")]
    [InlineData("enable secret «clear»")]
    [InlineData("snmp-server community «s3cret» ro")]
    [InlineData("snmp-server community «s3cret» view v rw acl")]
    [InlineData("snmp-server host 10.0.0.1 version 2c «s3cret»")]
    [InlineData("snmp-server host 10.0.0.1 vrf MGMT traps version 2c «s3cret»")]
    [InlineData("snmp-server host 10.0.0.1 «s3cret» udp-port 162")]
    [InlineData("snmp-server user u g v3 auth sha «authpass» priv aes «privpass»")]
    [InlineData("snmp-server user u g v3 localized f5717f auth md5 «0xabcd» priv des «0xef01»")]
    [InlineData("   neighbor 10.0.0.2 password 7 «xxBgp==»")]
    [InlineData("   neighbor 10.0.0.2 password 8a «$8$xxBgp»")]
    [InlineData("   neighbor PEERS password «clear»")]
    [InlineData("   ip ospf authentication-key 7 «xxOspf==»")]
    [InlineData("   ip ospf authentication-key «abc»")]
    [InlineData("   ip ospf message-digest-key 1 md5 7 «xxOspf==»")]
    [InlineData("   ip ospf message-digest-key 1 sha512 8a «$8$x»")]
    [InlineData("   isis authentication key 7 «xxIsis==»")]
    [InlineData("   isis authentication key-id 5 algorithm sha-256 key 7 «xxIsis==»")]
    [InlineData("   vrrp 1 authentication text «abc»")]
    [InlineData("   vrrp 1 peer authentication ietf-md5 key-string 7 «xxVrrp»")]
    [InlineData("radius-server key 7 «070E234F»")]
    [InlineData("radius-server host 10.0.0.1 vrf MGMT key 7 «070E234F»")]
    [InlineData("tacacs-server key «clear»")]
    [InlineData("tacacs-server host 10.0.0.1 vrf MGMT timeout 5 key 8a «$8$x»")]
    [InlineData("ntp authentication-key 1 md5 7 «070E234F»")]
    [InlineData("ntp authentication-key 12 sha1 «clear»")]
    [InlineData("ntp authentication-key 1 md5 «abc»")]
    [InlineData("      key 0abc1234 7 «03175E08135E4D»")]
    [InlineData("      secret 0 7 «$xx» receive-lifetime infinite transmit-lifetime infinite")]
    [InlineData("      shared-key 7 «070E234F»")]
    [InlineData("   exec /usr/bin/TerminAttr -cvaddr=10.0.0.1:9910 -cvauth=key,«s3cret» -cvvrf=default")]
    [InlineData("   exec /usr/bin/TerminAttr -ingestgrpcurl=10.0.0.1:9910 -ingestauth=key,«s3cret»")]
    [InlineData("+   neighbor 10.0.0.2 password 7 «xxBgp==»")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("username guest nopassword")]
    [InlineData("aaa authentication policy local allow-nopassword-remote-login")]
    [InlineData("snmp-server host 10.0.0.1 version 3 priv monitor")]
    [InlineData("snmp-server host 10.0.0.1 vrf MGMT version 3 auth monitor")]
    [InlineData("ntp server 10.0.0.1 prefer key 5")]
    [InlineData("ntp trusted-key 1")]
    [InlineData("   ip ospf authentication message-digest")]
    [InlineData("   password minimum length 12")]
    [InlineData("   password encryption reversible aes-256-gcm")]
    [InlineData("   hostkey client strict-checking")]
    [InlineData("   exec /usr/bin/TerminAttr -cvauth=token,/tmp/token")]
    [InlineData("ip route 10.0.0.0/8 10.0.0.1")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
