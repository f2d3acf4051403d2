using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshDeviceOptionsTests
{
    [Fact]
    public void A_device_without_options_goes_directly_and_uses_strong_algorithms() =>
        Assert.Equal(new SshDeviceOptions(null, false), SshDeviceOptions.Parse(new Device { Name = "leaf1" }));

    [Theory]
    [InlineData("bastion", null, "bastion", 22)]
    [InlineData("admin@bastion.example.net:2222", "admin", "bastion.example.net", 2222)]
    [InlineData("a@b@10.0.0.1", "a@b", "10.0.0.1", 22)]
    [InlineData("[2001:db8::1]:2222", null, "2001:db8::1", 2222)]
    [InlineData("[2001:db8::1]", null, "2001:db8::1", 22)]
    public void A_jump_host_is_read(string text, string? user, string host, int port) =>
        Assert.Equal(new JumpHost(user, host, port), Parse(SshDeviceOptions.JumpHostKey, text).JumpHost);

    [Theory]
    [InlineData("")]
    [InlineData("@bastion")]
    [InlineData("bastion:")]
    [InlineData("bastion:0")]
    [InlineData("bastion:65536")]
    [InlineData("bastion:ssh")]
    [InlineData("2001:db8::1")]
    [InlineData("[bastion")]
    [InlineData("two words")]
    public void A_jump_host_that_is_none_is_named(string text)
    {
        var error = Assert.Throws<ValidationException>(() => Parse(SshDeviceOptions.JumpHostKey, text));
        Assert.Equal(ErrorCode.DeviceOptionInvalid, error.Code);
        Assert.Contains($"ssh_jump_host is '{text}'", error.Message);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public void Legacy_algorithms_are_a_yes_or_no(string text, bool expected) =>
        Assert.Equal(expected, Parse(SshDeviceOptions.LegacyKey, text).LegacyAlgorithms);

    [Fact]
    public void Legacy_algorithms_that_are_neither_are_named()
    {
        var error = Assert.Throws<ValidationException>(() => Parse(SshDeviceOptions.LegacyKey, "maybe"));
        Assert.Contains("ssh_legacy_algorithms is 'maybe'", error.Message);
    }

    private static SshDeviceOptions Parse(string key, string value) =>
        SshDeviceOptions.Parse(new Device { Name = "leaf1", Options = new Dictionary<string, string> { [key] = value } });
}
