using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Tests.Netconf;

public sealed class NetconfCapabilitiesTests
{
    private static readonly NetconfCapabilities Capabilities = new(
    [
        "urn:ietf:params:netconf:base:1.0",
        "urn:ietf:params:netconf:base:1.1",
        "urn:ietf:params:netconf:capability:candidate:1.0",
        "\n  urn:ietf:params:netconf:capability:confirmed-commit:1.1\n",
        "urn:ietf:params:netconf:capability:with-defaults:1.0?basic-mode=explicit&also-supported=report-all,trim",
        "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg?module=Cisco-IOS-XR-cli-cfg&revision=2015-11-09",
    ]);

    [Theory]
    [InlineData(":base:1.1", true)]
    [InlineData(":base:1.2", false)]
    [InlineData(":candidate", true)]
    [InlineData(":candidate:1.0", true)]
    [InlineData(":candidate:1.1", false)]
    [InlineData(":confirmed-commit", true)]
    [InlineData(":confirmed-commit:1.1", true)]
    [InlineData(":confirmed-commit:1.0", false)]
    [InlineData(":confirmed", false)]
    [InlineData(":with-defaults", true)]
    [InlineData("http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg", true)]
    [InlineData("http://cisco.com/ns/yang/Cisco-IOS-XR-cli", false)]
    public void A_capability_is_found_by_its_short_name_or_its_whole_uri(string capability, bool there) =>
        Assert.Equal(there, Capabilities.Has(capability));

    [Theory]
    [InlineData(":with-defaults", "basic-mode", "explicit")]
    [InlineData(":with-defaults", "also-supported", "report-all,trim")]
    [InlineData(":with-defaults", "none", null)]
    [InlineData(":candidate", "basic-mode", null)]
    [InlineData(":url", "scheme", null)]
    [InlineData("http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg", "revision", "2015-11-09")]
    public void Its_parameters_are_found_by_name(string capability, string name, string? value) =>
        Assert.Equal(value, Capabilities.Parameter(capability, name));
}
