namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public class EosFileTests
{
    private readonly LabDevice _device = EosDevices.Leaf();

    [Theory]
    [InlineData("copy running-config startup-config")]
    [InlineData("write memory")]
    public async Task Saving_makes_startup_the_running_config(string line)
    {
        _device.ChangeRunning("vlan 77");
        await using var client = await LabClient.PrivilegedAsync(_device);

        Assert.Equal("Copy completed successfully.\n", await client.SendAsync(line));
        Assert.Equal(_device.Running, _device.Startup);
    }

    [Fact]
    public async Task A_replace_from_a_file_brings_the_old_config_back()
    {
        var before = _device.Running;
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAsync("copy running-config flash:before");
        _device.ChangeRunning("no vlan 10\nhostname other");

        await client.SendAsync("configure replace flash:before");

        Assert.Equal(before, _device.Running);
    }

    [Fact]
    public async Task A_replace_from_a_file_that_is_not_there_changes_nothing()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        Assert.StartsWith("% Error", await client.SendAsync("configure replace flash:nothing"));
        Assert.Empty(_device.Journal.DeviceWrites);
    }

    [Fact]
    public async Task Files_are_written_listed_shown_and_deleted()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAsync("copy startup-config flash:backup");

        Assert.Matches(@"(?m)^ +-rwx +\d+ +\w+ \d+ \d+:\d+  backup$", await client.SendAsync("dir flash:"));
        Assert.StartsWith("! Command: show startup-config", await client.SendAsync("more flash:backup"));
        await client.SendAsync("delete flash:backup");
        Assert.Empty(_device.Files);
    }
}
