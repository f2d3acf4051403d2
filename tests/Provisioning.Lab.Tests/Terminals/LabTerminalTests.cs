using Provisioning.Lab.Tests.Platforms.AristaEos;

namespace Provisioning.Lab.Tests.Terminals;

public class LabTerminalTests
{
    private readonly LabDevice _device = EosDevices.Leaf();

    [Fact]
    public async Task A_long_answer_stops_at_each_page()
    {
        await using var client = await LabClient.PrivilegedAsync(_device, rows: 10);

        await client.TypeAsync("show running-config\n");
        var first = await client.UntilAsync(" --More-- ");
        await client.TypeAsync(" ");
        var second = await client.UntilAsync(" --More-- ");

        Assert.Equal((10, 9), (first.Count(c => c == '\n'), second.Count(c => c == '\n')));
    }

    [Fact]
    public async Task Enter_shows_one_line_more_and_q_stops()
    {
        await using var client = await LabClient.PrivilegedAsync(_device, rows: 10);
        await client.TypeAsync("show running-config\n");
        await client.UntilAsync(" --More-- ");

        await client.TypeAsync("\n");
        var line = await client.UntilAsync(" --More-- ");
        await client.TypeAsync("q");

        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Equal("\r          \rleaf1#", await client.UntilAsync("leaf1#"));
    }

    [Fact]
    public async Task Paging_can_be_turned_off()
    {
        await using var client = await LabClient.PrivilegedAsync(_device, rows: 10);

        Assert.Equal("Pagination disabled.\n", await client.SendAsync("terminal length 0"));
        Assert.EndsWith("end\n", await client.SendAsync("show running-config"));
    }

    [Fact]
    public async Task A_width_is_confirmed_and_longer_lines_wrap()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        Assert.Equal("Width set to 20 columns.\n", await client.SendAsync("terminal width 20"));

        await client.TypeAsync("show hostname | no-more\n");

        Assert.StartsWith("show hostname  \r| no-more\r\n", await client.UntilPromptAsync());
    }

    [Fact]
    public async Task What_is_erased_moves_the_cursor_back()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAsync("terminal width 40");

        await client.TypeAsync("a line of twenty-one.\x15show hostname\n");

        Assert.StartsWith($"a line of twenty-one.{string.Concat(Enumerable.Repeat("\b \b", 21))}show hostname\r\n", await client.UntilAsync("FQDN"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_line_gives_a_prompt()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        await client.TypeAsync("\r\n");

        Assert.Equal("\r\nleaf1#\r\nleaf1#", await client.UntilAsync("#\r\nleaf1#"));
    }

    [Fact]
    public async Task Typed_characters_are_echoed_before_the_line_ends()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        await client.TypeAsync("show ho");

        Assert.Equal("show ho", await client.UntilAsync("show ho"));
    }

    [Fact]
    public async Task Backspace_removes_a_character()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        await client.TypeAsync("show hostnamx\x7f" + "e\n");

        Assert.StartsWith("show hostnamx\b \be\r\nHostname: leaf1", await client.UntilPromptAsync());
    }

    [Fact]
    public async Task A_question_mark_shows_help_and_keeps_the_line()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        await client.TypeAsync("show h?");

        Assert.Equal("show h\r\n  hostname\r\nleaf1#show h", await client.UntilAsync("#show h"));
    }

    [Fact]
    public async Task Lines_sent_ahead_are_run_in_order()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);

        await client.TypeAsync("configure session abc\nvlan 70\nname a\nvlan 71\nname b\nend\n");
        await client.UntilAsync("end\r\nleaf1#");

        Assert.Contains("vlan 70\n   name a\n!\nvlan 71\n   name b\n", _device.Candidates.Single().Config);
    }
}
