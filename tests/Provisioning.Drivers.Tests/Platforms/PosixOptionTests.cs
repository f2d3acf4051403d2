using NSubstitute;
using Provisioning.Drivers.Platforms.Bird;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Options that cannot be used are refused before anything is opened.</summary>
public class PosixOptionTests
{
    private readonly IDeviceTransport _transport = Substitute.For<IDeviceTransport>();

    [Theory]
    [InlineData("frr_pathspace", "../../tmp")]
    [InlineData("frr_pathspace", "a/b")]
    [InlineData("frr_pathspace", ".")]
    [InlineData("frr_pathspace", "")]
    [InlineData("frr_pathspace", "a b")]
    [InlineData("frr_pathspace", "a;reboot")]
    [InlineData("frr_pathspace", "$(id)")]
    [InlineData("frr_pathspace", "a\n")]
    [InlineData("frr_config_dir", "etc/frr")]
    [InlineData("frr_config_dir", "")]
    [InlineData("frr_config_dir", "/")]
    [InlineData("frr_config_dir", "/etc/\nfrr")]
    [InlineData("frr_socket_dir", "~/frr")]
    [InlineData("sudo", "yes")]
    public async Task Wrong_options_of_frr_are_refused_unopened(string key, string value) => await RefusedAsync(new FrrPlatform(_transport), key, value);

    [Theory]
    [InlineData("bird_config", "bird.conf")]
    [InlineData("bird_config", "/etc/bird\".conf")]
    [InlineData("bird_config", "/etc/bird\\.conf")]
    [InlineData("bird_config", "/etc/bird\n.conf")]
    [InlineData("bird_socket", "bird.ctl")]
    [InlineData("sudo", "yes")]
    public async Task Wrong_options_of_bird_are_refused_unopened(string key, string value) => await RefusedAsync(new BirdPlatform(_transport), key, value);

    private async Task RefusedAsync(IPlatform platform, string key, string value)
    {
        var context = DriverContexts.Create(options: (key, value));

        var exception = await Assert.ThrowsAsync<ValidationException>(() => platform.OpenAsync(context, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.DeviceOptionInvalid, exception.Code);
        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
        await _transport.DidNotReceiveWithAnyArgs().ConnectAsync(default!, default);
    }
}
