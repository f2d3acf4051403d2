using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

public class JuniperJunosSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new JuniperJunosPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("            encrypted-password \"«$6$salt$hash»\"; ## SECRET-DATA")]
    [InlineData("            encrypted-password \"«$1$salt$hash»\"; ## SECRET-DATA")]
    [InlineData("            plain-text-password-value \"«clear word»\";")]
    [InlineData("        ssh-rsa \"«ssh-rsa AAAAB3NzaC1yc2E= admin@host»\"; ## SECRET-DATA")]
    [InlineData("        authentication-key \"«$9$abc.def»\"; ## SECRET-DATA")]
    [InlineData("        authentication-key «clear»;")]
    [InlineData("        authentication-key \"«clear \\\" word»\";")]
    [InlineData("set protocols bgp group g authentication-key \"«$9$abc»\"")]
    [InlineData("set protocols bgp group g authentication-key «clear»")]
    [InlineData("+    authentication-key \"«clear»\";")]
    [InlineData("set system root-authentication encrypted-password \"«$6$salt$hash»\"")]
    [InlineData("set system radius-server 10.0.0.1 secret \"«clear»\"")]
    [InlineData("set system tacplus-server 10.0.0.1 secret «clear»")]
    [InlineData("    secret \"«$9$abc»\"; ## SECRET-DATA")]
    [InlineData("set system ntp authentication-key 5 type md5 value \"«clear»\"")]
    [InlineData("    authentication-key 5 type md5 value \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("set protocols ospf area 0 interface ge-0/0/0.0 authentication md5 1 key \"«clear»\"")]
    [InlineData("        md5 1 key \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("        simple-password \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("set security authentication-key-chains key-chain kc key 1 secret \"«clear»\"")]
    [InlineData("        pre-shared-key ascii-text \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("set security ike policy p pre-shared-key ascii-text «clear»")]
    [InlineData("set security ike policy p pre-shared-key hexadecimal «0badcafe»")]
    [InlineData("set snmp community «s3cret» authorization read-only")]
    [InlineData("    community «s3cret» {")]
    [InlineData("    community \"«s3 cret»\" {")]
    [InlineData("-   community «s3cret» {")]
    [InlineData("+   community «s3cret»;")]
    [InlineData("set snmp v3 usm local-engine user u authentication-sha authentication-password \"«clear»\"")]
    [InlineData("                authentication-key \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("                privacy-key \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("set snmp v3 snmp-community index1 community-name \"«clear»\"")]
    [InlineData("        community-name \"«$9$x»\"; ## SECRET-DATA")]
    [InlineData("set access profile p client c chap-secret \"«clear»\"")]
    [InlineData("set system license keys key \"«JUNOS123456 aeaqic»\"")]
    [InlineData("set routing-options bmp station s authentication-key «clear»")]
    [InlineData("deactivate snmp community «s3cret»")]
    [InlineData("delete snmp community «s3cret»")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("set system root-authentication load-key-file /tmp/key")]
    [InlineData("        authentication-key-chain kc;")]
    [InlineData("set protocols bgp group g authentication-key-chain kc")]
    [InlineData("            key-chain kc {")]
    [InlineData("        authentication-type md5;")]
    [InlineData("            secret-less;")]
    [InlineData("    community-count 5 equal;")]
    [InlineData("set policy-options community c members 65000:1")]
    [InlineData("set policy-options policy-statement p term t then community add c")]
    [InlineData("                community add c;")]
    [InlineData("                community c;")]
    [InlineData("    community c members 65000:1;")]
    [InlineData("    community c members [ 65000:1 65000:2 ];")]
    [InlineData("    host-name leaf1;")]
    [InlineData("        message \"no secret here\";")]
    [InlineData("[edit snmp]")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
