using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

public class CiscoXrSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new CiscoXrPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData(" secret 10 «$6$salt$hash»")]
    [InlineData(" secret 5 «$1$fW1M$hash»")]
    [InlineData(" secret 0 «clear»")]
    [InlineData(" secret «clear»")]
    [InlineData(" password 7 «070E234F»")]
    [InlineData("   password encrypted «094F471A1A0A»")]
    [InlineData("   password clear «s3cret»")]
    [InlineData("snmp-server community «s3cret» RO")]
    [InlineData("snmp-server community encrypted «094F471A1A0A» RW SystemOwner")]
    [InlineData("snmp-server host 10.0.0.1 traps version 2c «s3cret» udp-port 162")]
    [InlineData("snmp-server host 10.0.0.1 traps encrypted version 2c encrypted «094F47»")]
    [InlineData("snmp-server user u g v3 auth md5 encrypted «094F47» priv aes 128 encrypted «104D00»")]
    [InlineData("snmp-server user u g v3 auth sha clear «s3cretA» priv des56 clear «s3cretP»")]
    [InlineData(" key 7 «070E234F»")]
    [InlineData("tacacs-server key 7 «070E234F»")]
    [InlineData("radius-server key «clear»")]
    [InlineData("  key-string password «094F471A1A0A»")]
    [InlineData("  key-string clear «abc»")]
    [InlineData("   key-string password «08351F» cryptographic-algorithm aes-256-cmac")]
    [InlineData(" message-digest-key 1 md5 encrypted «094F47»")]
    [InlineData(" authentication-key encrypted «094F47»")]
    [InlineData(" authentication-key 12 md5 encrypted «094F47»")]
    [InlineData(" lsp-password hmac-md5 encrypted «094F47»")]
    [InlineData("  hello-password hmac-md5 encrypted «094F47» level 2")]
    [InlineData("  hello-password text clear «abc»")]
    [InlineData("   text-authentication «abc»")]
    [InlineData(" ppp chap password encrypted «094F47»")]
    [InlineData("+   password encrypted «094F47»")]
    [InlineData("#   secret 10 «$6$salt$hash»")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("key chain BGP-KEYS")]
    [InlineData(" key 1")]
    [InlineData(" authentication message-digest keychain OSPF-KEYS")]
    [InlineData(" trusted-key 1")]
    [InlineData(" lsp-password keychain ISIS")]
    [InlineData("snmp-server host 10.0.0.1 traps version 3 priv monitor")]
    [InlineData("interface GigabitEthernet0/0/0/0")]
    [InlineData("   remote-as 65000")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
