namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public class EosModeTests
{
    [Fact]
    public async Task A_login_starts_unprivileged_and_enable_asks_nothing_without_a_password()
    {
        await using var client = await LabClient.OpenAsync(EosDevices.Leaf());
        await client.UntilAsync("leaf1>");

        await client.SendAsync("enable");

        Assert.Equal("leaf1#", client.LastPrompt);
    }

    [Fact]
    public async Task Enable_asks_for_its_password_without_echo()
    {
        var device = new LabDevice(new() { Name = "leaf1", EnablePassword = "s3cret" });
        await using var client = await LabClient.OpenAsync(device);
        await client.UntilAsync("leaf1>");
        await client.TypeAsync("enable\n");
        await client.UntilAsync("Password: ");

        await client.TypeAsync("s3cret\n");

        Assert.Equal("\r\nleaf1#", await client.UntilPromptAsync());
    }

    [Fact]
    public async Task A_wrong_enable_password_stays_unprivileged()
    {
        var device = new LabDevice(new() { Name = "leaf1", EnablePassword = "s3cret" });
        await using var client = await LabClient.OpenAsync(device);
        await client.UntilAsync("leaf1>");
        await client.TypeAsync("enable\n");
        await client.UntilAsync("Password: ");

        await client.TypeAsync("wrong\n");

        Assert.Equal("\r\n% Bad secret\r\nleaf1>", await client.UntilPromptAsync());
    }

    [Fact]
    public async Task A_privileged_command_is_refused_before_enable()
    {
        await using var client = await LabClient.OpenAsync(EosDevices.Leaf());
        await client.UntilAsync("leaf1>");

        Assert.Equal("% Invalid input (privileged mode required)\n", await client.SendAsync("show running-config"));
    }

    [Theory]
    [InlineData("configure terminal", "leaf1(config)#")]
    [InlineData("configure terminal;interface Ethernet1", "leaf1(config-if-Et1)#")]
    [InlineData("conf t;int po 12", "leaf1(config-if-Po12)#")]
    [InlineData("configure session provisioning", "leaf1(config-s-provis)#")]
    [InlineData("configure session abc;interface Management1", "leaf1(config-s-abc-if-Ma1)#")]
    [InlineData("configure session provisioning;management api http-commands", "leaf1(config-s-provis-mgmt-api-http-cmds)#")]
    [InlineData("configure session abc;router bgp 65001;address-family evpn", "leaf1(config-s-abc-router-bgp-af)#")]
    [InlineData("configure session abc;int et1;exit", "leaf1(config-s-abc)#")]
    [InlineData("configure session abc;int et1;!;hostname x", "leaf1(config-s-abc)#")]
    [InlineData("configure session abc;int et1;!", "leaf1(config-s-abc-if-Et1)#")]
    [InlineData("configure session abc;int et1;end", "leaf1#")]
    public async Task The_prompt_shows_the_mode(string lines, string prompt)
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());

        await client.SendAllAsync(lines.Split(';'));

        Assert.Equal(prompt, client.LastPrompt);
    }

    [Fact]
    public async Task A_hostname_changes_the_prompt_when_it_is_committed()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session abc", "hostname border7");
        Assert.Equal("leaf1(config-s-abc)#", client.LastPrompt);

        await client.SendAsync("commit");

        Assert.Equal("border7#", client.LastPrompt);
    }

    [Fact]
    public async Task Logout_closes_the_shell()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());

        await client.TypeAsync("logout\n");

        Assert.Equal("logout\r\n", await client.UntilClosedAsync());
    }

    [Theory]
    [InlineData("shw version", "% Invalid input\n")]
    [InlineData("show", "% Incomplete command\n")]
    [InlineData("co", "% Ambiguous command\n")]
    public async Task A_wrong_command_is_refused(string line, string answer)
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());

        Assert.Equal(answer, await client.SendAsync(line));
    }

    [Fact]
    public async Task A_refusal_can_name_the_word()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(eos: new() { ErrorsNameWord = true }));

        Assert.Equal("% Invalid input (at token 1: 'bogus')\n", await client.SendAsync("show bogus"));
    }
}
