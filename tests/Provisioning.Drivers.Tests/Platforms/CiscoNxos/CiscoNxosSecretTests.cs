using Provisioning.Drivers.Platforms.CiscoNxos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

public class CiscoNxosSecretTests
{
    [Theory]
    [InlineData("username admin password 5 «$5$LOIMHI$hIaO64VM40»  role network-admin")]
    [InlineData("username admin password 0 «clear» role network-admin")]
    [InlineData("username admin password «clear»")]
    [InlineData("username admin sshkey «ssh-rsa AAAAB3NzaC1yc2E= admin@host»")]
    [InlineData("enable secret 5 «$5$salt$hash» priv-lvl 15")]
    [InlineData("snmp-server community «s3cret» group network-operator")]
    [InlineData("snmp-server host 10.0.0.1 traps version 2c «s3cret»")]
    [InlineData("snmp-server host 10.0.0.1 «s3cret» udp-port 162")]
    [InlineData("snmp-server user admin network-admin auth md5 «0xd42fc9f6» priv «0xd42fc9f7» localizedkey")]
    [InlineData("snmp-server user admin network-admin auth sha «0xd42fc9f6» priv aes-128 «0xd42fc9f7» localizedkey")]
    [InlineData("tacacs-server key 7 \"«fewhg123»\"")]
    [InlineData("tacacs-server host 10.0.0.1 key 7 «fewhg123» timeout 5")]
    [InlineData("radius-server host 10.0.0.1 key 0 «clear» authentication accounting")]
    [InlineData("radius-server key «clear»")]
    [InlineData("    key-string 7 «070c285f4d06»")]
    [InlineData("    key-octet-string 7 «070c285f4d06»")]
    [InlineData("ntp authentication-key 1 md5 «fewhg123» 7")]
    [InlineData("  ip ospf authentication-key 3 «9125d59c18a9b015»")]
    [InlineData("  ip ospf message-digest-key 1 md5 3 «9125d59c18a9b015»")]
    [InlineData("    password 3 «9125d59c18a9b015»")]
    [InlineData("  authentication md5 key-string «hsrp1»")]
    [InlineData("  authentication text «hsrp1»")]
    [InlineData("+    password 3 «9125d59c18a9b015»")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(CiscoNxosSecrets.Patterns, line);

    [Theory]
    [InlineData("no password strength-check")]
    [InlineData("username boxen passphrase  lifetime 99999 warntime 14 gracetime 3")]
    [InlineData("username admin role network-admin")]
    [InlineData("snmp-server host 10.0.0.1 use-vrf management")]
    [InlineData("ntp server 10.0.0.1 key 5")]
    [InlineData("ntp trusted-key 1")]
    [InlineData("  ip ospf authentication message-digest")]
    [InlineData("ip route 10.0.0.0/8 10.0.0.1")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(CiscoNxosSecrets.Patterns, line);
}
