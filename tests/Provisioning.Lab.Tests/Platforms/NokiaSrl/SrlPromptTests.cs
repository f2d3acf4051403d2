namespace Provisioning.Lab.Tests.Platforms.NokiaSrl;

public class SrlPromptTests
{
    [Fact]
    public async Task The_prompt_has_two_lines_and_shows_modes_flags_and_context()
    {
        var device = SrlDevices.Leaf();
        await using var client = await LabClient.OpenAsync(device);

        Assert.Equal("--{ running }--[  ]--", await HeadAsync(client, null));
        Assert.Equal("--{ candidate private private-admin }--[  ]--", await HeadAsync(client, "enter candidate private"));
        Assert.Equal("--{ * candidate private private-admin }--[ interface ethernet-1/2 ]--", await HeadAsync(client, "interface ethernet-1/2"));
        Assert.Equal("--{ * candidate private private-admin }--[  ]--", await HeadAsync(client, "exit all"));
        device.ChangeRunning("set / system information location elsewhere");
        Assert.Equal("--{ +!* candidate private private-admin }--[  ]--", await HeadAsync(client, "# look again"));
        Assert.Equal("--{ + running }--[  ]--", await HeadAsync(client, "commit now"));
        Assert.Equal("--{ running }--[  ]--", await HeadAsync(client, "save startup"));
        Assert.Equal("--{ state }--[  ]--", await HeadAsync(client, "enter state"));
    }

    [Fact]
    public async Task The_host_name_changes_with_the_config()
    {
        await using var client = await LabClient.OpenAsync(SrlDevices.Leaf());
        await client.TypeAsync("enter candidate private\nset / system name host-name other\ncommit now\n");

        Assert.EndsWith("A:admin@other# ", await client.UntilAsync("A:admin@other# "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_releases_do_not_show_the_user()
    {
        await using var client = await LabClient.OpenAsync(SrlDevices.Leaf(srl: new() { PromptShowsUser = false, DrawsToolbar = false }));

        Assert.EndsWith("--{ running }--[  ]--\r\nA:leaf1# ", await client.UntilAsync("# "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_toolbar_is_drawn_until_the_plain_command_line_is_asked_for()
    {
        await using var client = await LabClient.OpenAsync(SrlDevices.Leaf(srl: new()));
        await client.UntilAsync("Current mode: running");
        await client.TypeAsync("environment cli-engine type basic\n");
        await client.UntilAsync("environment cli-engine type basic\r\n");

        await client.TypeAsync("# plain\n");

        Assert.DoesNotContain("Current mode", await client.UntilAsync("# plain\r\n"), StringComparison.Ordinal);
    }

    private static async Task<string> HeadAsync(LabClient client, string? line)
    {
        await client.TypeAsync(line is null ? "" : line + "\n");
        var shown = await client.UntilAsync("A:admin@leaf1# ");
        return shown.Split("\r\n")[^2];
    }
}
