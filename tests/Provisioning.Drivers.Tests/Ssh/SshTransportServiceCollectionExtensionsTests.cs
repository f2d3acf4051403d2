using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshTransportServiceCollectionExtensionsTests
{
    [Fact]
    public void SSH_is_the_transport()
    {
        using var services = new ServiceCollection().AddSshTransport().BuildServiceProvider();
        Assert.IsType<SshTransport>(services.GetRequiredService<IDeviceTransport>());
    }

    [Fact]
    public void A_transport_that_is_there_stays()
    {
        var other = Substitute.For<IDeviceTransport>();
        using var services = new ServiceCollection().AddSingleton(other).AddSshTransport().BuildServiceProvider();
        Assert.Same(other, services.GetRequiredService<IDeviceTransport>());
    }

    [Fact]
    public void A_wrong_setting_is_found_at_registration()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddSshTransport(options => options.KeepAliveInterval = TimeSpan.FromSeconds(-1)));
        Assert.Contains("KeepAliveInterval", error.Message);
    }

    [Fact]
    public void The_options_a_device_may_set_are_declared() =>
        Assert.Equal(["ssh_jump_host", "ssh_legacy_algorithms"], new SshTransport().Options.Select(option => option.Key));
}
