using System.Management.Automation;
using System.Security;

namespace Provisioning.Module.Tests;

public sealed class CredentialLookupTests
{
    [Fact]
    public void A_given_credential_is_used() =>
        Assert.Equal(("admin", "x1"), (Lookup("x1").Find("PROVISION_USERNAME"), Lookup("x1").Find("PROVISION_PASSWORD")));

    [Fact]
    public void A_given_credential_is_not_mixed_with_the_environments() =>
        Assert.Equal((null, "x1"), (Lookup("x1").Find("PROVISION_KEY_FILE"), Lookup("x1").Find("PROVISION_PASSWORD")));

    [Theory]
    [InlineData("PROVISION_USERNAME")]
    [InlineData("PROVISION_PASSWORD")]
    [InlineData("PROVISION_KEY_FILE")]
    public void Without_a_credential_the_environment_counts(string variable) =>
        Assert.Equal($"environment's {variable}", new CredentialLookup(null, null, FromEnvironment).Find(variable));

    [Fact]
    public void What_unlocks_a_key_file_comes_from_the_environment() =>
        Assert.Equal("environment's PROVISION_KEY_PASSPHRASE", Lookup("x1").Find("PROVISION_KEY_PASSPHRASE"));

    [Fact]
    public void A_given_key_file_goes_before_the_environments() =>
        Assert.Equal("/given", new CredentialLookup(null, "/given", FromEnvironment).Find("PROVISION_KEY_FILE"));

    private static string FromEnvironment(string variable) => $"environment's {variable}";

    private static CredentialLookup Lookup(string password)
    {
        var secure = new SecureString();
        password.ToList().ForEach(secure.AppendChar);
        return new(new PSCredential("admin", secure), keyFile: null, FromEnvironment);
    }
}
