using NSubstitute;
using Provisioning.Diffs;
using Provisioning.Drivers.Platforms.Bird;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Platforms.Bird;

public class BirdSecretTests
{
    private static readonly IReadOnlyList<SecretPattern> Patterns = new BirdPlatform(Substitute.For<IDeviceTransport>()).SecretPatterns;

    [Theory]
    [InlineData("  password \"«s3cret»\";")]
    [InlineData("  password \"«two words»\" { id 1; algorithm hmac sha256; };")]
    [InlineData("  password \"«s3cret»\"; password \"«other»\";")]
    [InlineData("  key \"«s3cret»\" { id 1; };")]
    [InlineData("  password «00:11:aa:ff»;")]
    [InlineData("  password hex:«0011aaff»;")]
    [InlineData("+  password \"«s3cret»\";")]
    public void Secrets_are_masked(string line) => SecretLine.IsMasked(Patterns, line);

    [Theory]
    [InlineData("  passwords {")]
    [InlineData("  description \"to the customer\";")]
    [InlineData("  authentication cryptographic;")]
    public void Nothing_else_is_masked(string line) => SecretLine.IsShown(Patterns, line);
}
