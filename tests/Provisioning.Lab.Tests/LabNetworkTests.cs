using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Lab.Tests;

public class LabNetworkTests
{
    private readonly LabNetwork _network = new();

    [Theory]
    [InlineData("other-name", "192.0.2.7")]
    [InlineData("leaf1", null)]
    public async Task A_device_is_found_by_its_address_or_else_its_name(string name, string? address)
    {
        _network.AddEos("leaf1", address: "192.0.2.7");

        await using var connection = await _network.ConnectAsync(
            TestContexts.For(new Device { Name = name, Address = address }), TestContext.Current.CancellationToken);

        Assert.NotNull(connection);
    }

    [Theory]
    [InlineData("192.0.2.8", null)]
    [InlineData("192.0.2.7", 2222)]
    public async Task Nothing_answers_at_another_address_or_port(string address, int? port)
    {
        _network.AddEos("leaf1", address: "192.0.2.7");
        var context = TestContexts.For(new Device { Name = "leaf1", Address = address, Port = port });

        var error = await Assert.ThrowsAsync<ConnectionException>(() => _network.ConnectAsync(context, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Unreachable, error.Code);
    }

    [Theory]
    [InlineData("admin", "guess")]
    [InlineData("root", "admin")]
    public async Task A_wrong_login_is_refused_without_telling_the_password(string user, string password)
    {
        _network.AddEos("leaf1");
        var context = TestContexts.For(new Device { Name = "leaf1" }, user, password);

        var error = await Assert.ThrowsAsync<ConnectionException>(() => _network.ConnectAsync(context, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.AuthenticationFailed, error.Code);
        Assert.DoesNotContain("guess", error.Message);
    }

    [Fact]
    public void Two_devices_cannot_have_one_address()
    {
        _network.AddEos("leaf1", address: "192.0.2.7");

        Assert.Throws<ArgumentException>(() => _network.AddEos("leaf2", address: "192.0.2.7"));
    }

    [Fact]
    public async Task An_exec_channel_runs_one_command()
    {
        _network.Add(new LabDeviceOptions { Name = "leaf1", StartsPrivileged = true });
        await using var connection = await _network.ConnectAsync(
            TestContexts.For(new Device { Name = "leaf1" }), TestContext.Current.CancellationToken);

        var result = await connection.ExecuteAsync("show hostname", null, TestContext.Current.CancellationToken);

        Assert.Equal((0, "Hostname: leaf1\nFQDN:     leaf1\n"), (result.ExitStatus, result.Output));
    }

    [Fact]
    public async Task An_exec_channel_tells_a_refused_command_by_its_status()
    {
        _network.AddEos("leaf1");
        await using var connection = await _network.ConnectAsync(
            TestContexts.For(new Device { Name = "leaf1" }), TestContext.Current.CancellationToken);

        var result = await connection.ExecuteAsync("show bogus", null, TestContext.Current.CancellationToken);

        Assert.Equal((1, "% Invalid input\n"), (result.ExitStatus, result.Output));
    }

    [Fact]
    public void An_unknown_platform_is_named_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => _network.Add(new LabDeviceOptions { Name = "x", Platform = "acme_os" }));

        Assert.Contains("arista_eos", error.Message);
    }
}
