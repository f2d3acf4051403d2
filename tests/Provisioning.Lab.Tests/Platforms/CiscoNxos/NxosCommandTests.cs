using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Transports;
using Provisioning.Lab.Platforms.CiscoNxos;

namespace Provisioning.Lab.Tests.Platforms.CiscoNxos;

/// <summary>What a simulated NX-OS answers: as recorded on 9.2(4) and 9.3(1), and as in Cisco's guides.</summary>
public class NxosCommandTests
{
    private const string Config = "version 9.3(8) Bios:version\nhostname leaf1\nfeature scp-server\nip route 10.1.0.0/16 10.0.0.1\ninterface Ethernet1/1\n  description old\n";
    private readonly FakeTimeProvider _time = new();
    private readonly LabDevice _device;

    public NxosCommandTests() => _device = Device(new());

    [Fact]
    public async Task A_config_has_its_recorded_header_and_blank_lines()
    {
        var shown = await RunAsync("show running-config");

        Assert.StartsWith("\n!Command: show running-config\n!Running configuration last done at: ", shown, StringComparison.Ordinal);
        Assert.Contains("\n\nversion 9.3(8) Bios:version  \nhostname leaf1\n\nfeature scp-server\n\nip route 10.1.0.0/16 10.0.0.1\n\nvlan 1\n\ninterface Ethernet1/1\n  description old\n\ninterface Ethernet1/2\n\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show bogus", "            ^\n% Invalid command at '^' marker.\n")]
    [InlineData("show", "           ^\n% Incomplete command at '^' marker.\n")]
    [InlineData("configure replace bootflash:a commit-timeout 29", "                                                    ^\n% Invalid number at '^' marker.\n")]
    public async Task The_mark_stands_under_the_word_that_is_wrong(string line, string answer) => Assert.Equal(answer, await RunAsync(line));

    [Fact]
    public async Task A_merge_goes_on_behind_what_it_refuses_and_calls_itself_complete()
    {
        await WriteAsync("a", "ip access-list 50\n  10 permit ip any any\n  10 deny ip any any\nbogus words\nvlan 77\n");

        Assert.Equal(
            "Duplicate sequence number\nSyntax error while parsing 'bogus words'\nPerforming image verification and compatibility check, please wait....\nCopy complete, now saving to disk (please wait)...\nCopy complete.\n",
            await RunAsync("copy bootflash:a running-config"));
        Assert.Contains("vlan 77", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_takes_away_what_the_file_lacks()
    {
        await WriteAsync("a", Config.Replace("  description old\n", "", StringComparison.Ordinal));

        Assert.EndsWith("`interface Ethernet1/1`\n`no description old`\n`exit`\nSkip non dme command for CR validation\n========================================================\nPatch validation completed successful\n", await RunAsync("configure replace bootflash:a verify-only"), StringComparison.Ordinal);
        Assert.EndsWith("!!\ninterface Ethernet1/1\nno description old\nexit\n", await RunAsync("configure replace bootflash:a show-patch"), StringComparison.Ordinal);
        Assert.Contains("Configure replace completed successfully.", await RunAsync("configure replace bootflash:a"), StringComparison.Ordinal);
        Assert.DoesNotContain("description", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_with_a_refused_line_changes_nothing()
    {
        await WriteAsync("a", Config + "bogus words\n");

        Assert.Contains("Syntax error while parsing 'bogus words'", await RunAsync("configure replace bootflash:a"), StringComparison.Ordinal);
        Assert.Contains("description old", _device.Running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_timer_takes_the_old_config_back_unless_it_is_stopped(bool stopped)
    {
        await WriteAsync("a", Config.Replace("old", "new", StringComparison.Ordinal));
        await RunAsync("configure replace bootflash:a commit-timeout 60");
        await RunAsync("show clock\nconfigure terminal\nvlan 77\nend");
        Assert.Contains("60 seconds left", await RunAsync("show config-replace status"), StringComparison.Ordinal);
        _ = stopped ? await RunAsync("configure replace commit") : "";

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(_device.PendingCommit);
        Assert.Equal(stopped, _device.Running.Contains("description new", StringComparison.Ordinal));
        Assert.Equal(stopped, _device.Running.Contains("vlan 77", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_nothing_to_replace_a_timer_may_not_start(bool starts)
    {
        var device = Device(new() { StartsTimerWithoutChange = starts });
        await RunAsync("copy running-config bootflash:a", device);

        Assert.Contains("Rollback Patch is Empty", await RunAsync("configure replace bootflash:a commit-timeout 60", device), StringComparison.Ordinal);
        Assert.Equal(starts, device.PendingCommit is not null);
    }

    [Fact]
    public async Task Only_a_checkpoint_can_be_rolled_back_to()
    {
        await RunAsync("checkpoint file bootflash:before\ncopy running-config bootflash:other\nconfigure terminal\nvlan 77\nend");

        Assert.EndsWith("ERROR: Rollback patch computation failed due to the following reason(s)\nThe checkpoint file was not created using checkpoint CLI\n", await RunAsync("rollback running-config file bootflash:other"), StringComparison.Ordinal);
        Assert.EndsWith("!!\nno vlan 77\n", await RunAsync("show diff rollback-patch running-config file bootflash:before"), StringComparison.Ordinal);
        Assert.Contains("Rollback completed successfully.", await RunAsync("rollback running-config file bootflash:before"), StringComparison.Ordinal);
        Assert.DoesNotContain("vlan 77", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_configure_replace_does_not_know_the_command()
    {
        var device = Device(new() { HasConfigureReplace = false });

        Assert.Contains("% Invalid command at '^' marker.", await RunAsync("show config-replace status", device), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_over_a_file_is_asked_for_unless_the_terminal_is_told_not_to_ask()
    {
        await using var client = await LabClient.OpenAsync(_device);
        await client.UntilAsync("leaf1# ");
        await client.TypeAsync("copy running-config bootflash:a\n");
        await client.UntilAsync("leaf1# ");
        await client.TypeAsync("copy running-config bootflash:a\n");
        await client.UntilAsync("overwrite (y/n)?[n] ");
        await client.TypeAsync("n\nterminal dont-ask\ncopy running-config bootflash:a\n");

        Assert.Contains("Copy complete.", await client.UntilAsync("Copy complete.\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Tcl_shell_writes_files_byte_by_byte()
    {
        await using var client = await LabClient.OpenAsync(_device);
        await client.UntilAsync("leaf1# ");
        await client.TypeAsync("tclsh\nset fl [open \"/bootflash/a\" wb+]\nputs -nonewline $fl {one\n}\nputs -nonewline $fl \"\\303\\274 \\$x\"\nclose $fl\ntclquit\n");

        var shown = await client.UntilAsync("Exiting Tcl\r\nleaf1# ");

        Assert.Contains("leaf1-tcl# set fl", shown, StringComparison.Ordinal);
        Assert.Contains("\r\nfile32\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("\r\n> }\r\n", shown, StringComparison.Ordinal);
        Assert.Equal("one\nü $x", _device.Files["a"]);
    }

    [Fact]
    public async Task A_banner_is_typed_at_a_prompt_of_its_own()
    {
        await using var client = await LabClient.OpenAsync(_device);
        await client.UntilAsync("leaf1# ");
        await client.TypeAsync("configure terminal\nbanner motd #\nwelcome\n#\nend\n");

        Assert.Contains("Enter TEXT message.  End with the character '#'.\r\n> welcome\r\n> #\r\nleaf1(config)# ", await client.UntilAsync("(config)# end"), StringComparison.Ordinal);
        Assert.Contains("banner motd #\nwelcome\n#\n", _device.Running, StringComparison.Ordinal);
    }

    private LabDevice Device(LabNxosOptions options) => new(new() { Name = "leaf1", Platform = "cisco_nxos", Running = Config, Nxos = options }, _time);

    private async Task<string> RunAsync(string lines, LabDevice? device = null)
    {
        await using var connection = await ConnectAsync(device ?? _device);
        return (await connection.ExecuteAsync(lines, null, TestContext.Current.CancellationToken)).Output;
    }

    private async Task WriteAsync(string name, string text)
    {
        await using var connection = await ConnectAsync(_device);
        var result = await connection.ExecuteAsync($"scp -t bootflash:{name}", $"C0644 {text.Length} {name}\n{text}\0", TestContext.Current.CancellationToken);
        Assert.Equal("\0\0\0", result.Output);
    }

    private static async Task<IDeviceConnection> ConnectAsync(LabDevice device)
    {
        var network = new LabNetwork();
        network.Add(device);
        return await network.ConnectAsync(TestContexts.For(device), TestContext.Current.CancellationToken);
    }
}
