using Microsoft.Extensions.Time.Testing;
using Provisioning.Lab.Platforms.CiscoIos;

namespace Provisioning.Lab.Tests.Platforms.CiscoIos;

public class IosReplaceTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_replacement_becomes_the_whole_config()
    {
        var (device, client) = await WithFileAsync("hostname r2\n");
        await using var closing = client;

        Assert.Equal("Total number of passes: 1\nRollback Done\n\n", await client.SendAsync("configure replace flash:a.cfg force"));

        Assert.Contains("hostname r2", device.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("uplink", device.Running, StringComparison.Ordinal);
        Assert.Equal("r2#", client.LastPrompt);
    }

    [Theory]
    [InlineData("y", "r2")]
    [InlineData("", "r1")]
    [InlineData("no", "r1")]
    public async Task Without_force_it_asks(string answer, string name)
    {
        var (device, client) = await WithFileAsync("hostname r2\n");
        await using var closing = client;

        await client.AskedAsync("configure replace flash:a.cfg", "[no]: ");
        await client.SendAsync(answer);

        Assert.Equal(name, device.Hostname);
    }

    [Theory]
    [InlineData("hostname r2\nend\n")]
    [InlineData("version 15.7\nhostname r2\n")]
    public async Task A_file_that_is_no_whole_config_is_refused(string text)
    {
        var device = IosDevices.Router(_clock);
        await using var client = await IosDevices.LogInAsync(device);
        await WriteAsync(client, text);

        Assert.Equal("%The input file is not a valid config file.\n", await client.SendAsync("configure replace flash:a.cfg force"));
    }

    [Fact]
    public async Task An_error_with_a_trigger_reverts()
    {
        var (device, client) = await WithFileAsync("hostname r2\nbogus\n");
        await using var closing = client;
        var running = device.Running;

        var answer = await client.SendAsync("configure replace flash:a.cfg force revert trigger error timer 5");

        Assert.Contains("Failed to apply command bogus\nAborting Rollback.\n\nRollback failed.Reverting back to the original configuration: flash:archive-", answer, StringComparison.Ordinal);
        Assert.Contains("The original configuration has been successfully restored.", answer, StringComparison.Ordinal);
        Assert.Equal(running, device.Running);
        Assert.Null(device.PendingCommit);
    }

    [Fact]
    public async Task An_error_without_a_trigger_leaves_the_rest_applied()
    {
        var (device, client) = await WithFileAsync("hostname r2\nbogus\n");
        await using var closing = client;

        var answer = await client.SendAsync("configure replace flash:a.cfg force");

        Assert.Contains("Rollback aborted after 5 passes\nThe following commands are failed to apply to the IOS image.\n********\nbogus\n********\n", answer, StringComparison.Ordinal);
        Assert.Equal("r2", device.Hostname);
    }

    [Theory]
    [InlineData("configure replace flash:a.cfg force revert trigger error")]
    [InlineData("configure replace flash:a.cfg force time 5")]
    [InlineData("configure terminal revert timer 5")]
    public async Task Without_an_archive_nothing_can_revert(string command)
    {
        var device = IosDevices.Router(_clock, running: "hostname r1");
        await using var client = await IosDevices.LogInAsync(device);
        await WriteAsync(client, "version 15.7\nend\n");

        Assert.Contains("turn config archive on", await client.SendAsync(command), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_is_listed_and_goes_back_when_nobody_confirms()
    {
        var (device, client) = await WithFileAsync("hostname r2\narchive\n path flash:archive\n");
        await using var closing = client;
        var running = device.Running;

        Assert.StartsWith("Rollback Confirmed Change: Backing up current running config to flash:archive-Jan--1-00-00-00.000-0\n", await client.SendAsync("configure replace flash:a.cfg force revert trigger error timer 5"), StringComparison.Ordinal);
        Assert.Equal("Time configured(or reconfigured): 00:00:00 UTC Sat Jan 1 2000\nTimer type: absolute timer\nTimer value: 5 min\nUser: admin\n", await client.SendAsync("show archive config rollback timer"));
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(running, device.Running);
        Assert.Equal("%No Rollback Confirmed Change pending\n", await client.SendAsync("show archive config rollback timer"));
    }

    [Theory]
    [InlineData("configure confirm", "", "r2")]
    [InlineData("configure revert now", "Rollback Done", "r1")]
    public async Task A_timer_is_ended_by_its_user(string command, string answer, string name)
    {
        var (device, client) = await WithFileAsync("hostname r2\narchive\n path flash:archive\n");
        await using var closing = client;
        await client.SendAsync("configure replace flash:a.cfg force time 5");

        Assert.Contains(answer, await client.SendAsync(command), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(name, device.Hostname);
        Assert.Equal("%No Rollback Confirmed Change pending\n", await client.SendAsync(command));
    }

    [Fact]
    public async Task Configuring_under_a_timer_begins_in_the_configuration_mode()
    {
        var device = IosDevices.Router(_clock);
        await using var client = await IosDevices.LogInAsync(device);

        var answer = await client.SendAsync("configure terminal revert timer 1");

        Assert.EndsWith("Enter configuration commands, one per line.  End with CNTL/Z.\n", answer, StringComparison.Ordinal);
        Assert.Equal("r1(config)#", client.LastPrompt);
        await client.SendAllAsync("hostname r2", "end");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("r1", device.Hostname);
    }

    [Theory]
    [InlineData("no ip http server\n", "!List of Commands:\nno ip http server\nend\n\n")]
    [InlineData("interface GigabitEthernet0/0\n description uplink\n", "!List of Commands:\nend\n!No changes were found\n\n")]
    [InlineData("interface GigabitEthernet0/0\n description new\n", "!List of Commands:\ninterface GigabitEthernet0/0\n description new\nend\n\n")]
    public async Task What_a_file_would_add_is_listed(string text, string answer)
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(_clock));
        await WriteAsync(client, text + "end\n");

        Assert.Equal(answer, await client.SendAsync("show archive config incremental-diffs flash:a.cfg"));
    }

    [Fact]
    public async Task A_file_without_end_has_no_list()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(_clock));
        await WriteAsync(client, "hostname r2\n");

        Assert.Contains("!Error: cfgdiff returned error 5", await client.SendAsync("show archive config incremental-diffs flash:a.cfg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Differences_stand_under_their_section()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(_clock, running: "hostname r1\ninterface GigabitEthernet0/0\n description old"));
        await WriteAsync(client, "version 15.7\nhostname r2\ninterface GigabitEthernet0/0\n description new\nip forward-protocol nd\ncontrol-plane\nline con 0\nline vty 0 4\nend\n");

        Assert.Equal(
            "!Contextual Config Diffs:\n+hostname r2\ninterface GigabitEthernet0/0\n +description new\n-hostname r1\ninterface GigabitEthernet0/0\n -description old\n\n",
            await client.SendAsync("show archive config differences system:running-config flash:a.cfg"));
    }

    [Fact]
    public async Task The_syntax_check_changes_nothing()
    {
        var device = IosDevices.Router(_clock);
        await using var client = await IosDevices.LogInAsync(device);
        await WriteAsync(client, "hostname r2\nbogus words\nend\n");

        var answer = await client.SendAsync("configure check syntax flash:a.cfg");

        Assert.Equal("bogus words\n^\n% Invalid input detected at '^' marker.\n\n", answer);
        Assert.Equal("r1", device.Hostname);
    }

    [Fact]
    public async Task A_copy_into_running_keeps_what_is_right_and_shows_what_is_not()
    {
        var device = IosDevices.Router(_clock, running: IosDevices.Config + "\nfile prompt quiet");
        await using var client = await IosDevices.LogInAsync(device);
        await WriteAsync(client, "hostname r2\nbogus\nend\n");

        var answer = await client.SendAsync("copy flash:a.cfg running-config");

        Assert.Contains("bogus\n^\n% Invalid input", answer, StringComparison.Ordinal);
        Assert.Matches(@"\d+ bytes copied in", answer);
        Assert.Equal("r2", device.Hostname);
    }

    [Fact]
    public async Task Saving_says_ok_and_startup_is_running()
    {
        var device = IosDevices.Router(_clock);
        await using var client = await IosDevices.LogInAsync(device);
        device.ChangeRunning("hostname r2");

        Assert.Equal("Building configuration...\n[OK]\n", await client.SendAsync("write memory"));

        Assert.Equal(device.Running, device.Startup);
    }

    private async Task<(LabDevice Device, LabClient Client)> WithFileAsync(string text)
    {
        var device = IosDevices.Router(_clock, new LabIosOptions { Ports = 1 });
        var client = await IosDevices.LogInAsync(device);
        await WriteAsync(client, $"version 15.7\n{text}end\n");
        return (device, client);
    }

    private static async Task WriteAsync(LabClient client, string text)
    {
        await client.SendAllAsync("tclsh", "set f [open flash:a.cfg w+]");
        foreach (var line in text.Split('\n')[..^1])
        {
            await client.SendAsync($"puts $f {{{line}}}");
        }

        await client.SendAsync("tclquit");
    }
}
