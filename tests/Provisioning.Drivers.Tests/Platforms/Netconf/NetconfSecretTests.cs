using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

public class NetconfSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new NetconfPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("      <password>«$6$salt$hash»</password>")]
    [InlineData("+      <password>«clear text»</password>")]
    [InlineData("      <sys:password>«$0$clear»</sys:password>")]
    [InlineData("      <admin-password xmlns=\"urn:x\">«clear»</admin-password>")]
    [InlineData("      <password-hashed>«$6$x»</password-hashed>")]
    [InlineData("        <shared-secret>«radius»</shared-secret>")]
    [InlineData("        <secret-key>«abc»</secret-key>")]
    [InlineData("        <auth-key>«abc»</auth-key>")]
    [InlineData("        <authentication-key>«abc»</authentication-key>")]
    [InlineData("        <key-string>«abc»</key-string>")]
    [InlineData("        <cleartext-key>«abc»</cleartext-key>")]
    [InlineData("        <cleartext-private-key>«abc»</cleartext-private-key>")]
    [InlineData("        <text-name>«public»</text-name>")]
    [InlineData("        <community>«public»</community>")]
    [InlineData("        <passphrase>«a b c»</passphrase>")]
    [InlineData("        <key>«$9$junos»</key>")]
    [InlineData("<user><name>ops</name><password>«one»</password></user><user><name>x</name><password>«two»</password></user>")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("      <password/>")]
    [InlineData("      <name>password</name>")]
    [InlineData("      <key>eth0</key>")]
    [InlineData("      <password-policy>")]
    [InlineData("      <description>the password is elsewhere</description>")]
    public void Other_lines_stay(string line) => SecretLine.IsShown(Patterns, line);
}
