namespace Provisioning.Lab.Tests.Platforms.CiscoXr;

public class XrConfigTests
{
    [Fact]
    public async Task Prompts_name_the_mode_and_are_cut_at_31_characters_in_configuration()
    {
        var device = XrDevices.Router(running: "hostname edge-router-17.pop3.region-north\n");
        await using var client = await XrDevices.LogInAsync(device);
        Assert.Equal("RP/0/RP0/CPU0:edge-router-17.pop3.region-north#", client.LastPrompt);

        await client.SendAllAsync("configure", "router static", "address-family ipv4 unicast");

        Assert.Equal("RP/0/RP0/CPU0:edge-router-17.po(config-static-afi)#", client.LastPrompt);
    }

    [Fact]
    public async Task Until_they_are_turned_off_times_stand_before_the_answers()
    {
        await using var client = await LabClient.OpenAsync(XrDevices.Router());
        await client.UntilPromptAsync();

        Assert.Matches(@"^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d\.\d{3} UTC\n$", await client.SendAsync("terminal length 0"));
        await client.SendAsync("terminal exec prompt no-timestamp");
        Assert.Equal("", await client.SendAsync("terminal width 512"));
    }

    [Fact]
    public async Task The_config_has_one_space_a_level_and_closes_each_section()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());

        var shown = await client.SendAsync("show running-config");

        Assert.StartsWith("Building configuration...\n!! IOS XR Configuration 7.5.2\n!! Last configuration change at ", shown, StringComparison.Ordinal);
        Assert.EndsWith("!\nhostname xr1\ninterface GigabitEthernet0/0/0/0\n description uplink\n ipv4 address 10.0.0.1 255.255.255.254\n!\nprefix-set S\n  192.0.2.0/24\nend-set\n!\nend\n\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diff_of_a_merge_marks_what_comes()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "interface Loopback1", "description tacocat");

        Assert.Equal("Building configuration...\n!! IOS XR Configuration 7.5.2\n+  interface Loopback1\n+   description tacocat\n   !\nend\n\n", await client.SendAsync("show commit changes diff"));
    }

    [Fact]
    public async Task The_diff_of_a_replacement_marks_what_goes()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "hostname xr1", "interface GigabitEthernet0/0/0/0", "description core", "ipv4 address 10.0.0.1/31");

        Assert.Equal(
            "Building configuration...\n!! IOS XR Configuration 7.5.2\n#  interface GigabitEthernet0/0/0/0\n#   description core\n   !\n-  prefix-set S\n-    192.0.2.0/24\n-  end-set\n   !\nend\n\n",
            await client.SendAsync("show configuration changes diff"));
    }

    [Theory]
    [InlineData("bogus", "% Invalid input detected at '^' marker.\n")]
    [InlineData("ipv4 address", "% Incomplete command.\n")]
    public async Task Wrong_lines_are_refused_and_the_mode_stays(string line, string answer)
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "interface Loopback1");

        Assert.EndsWith(answer, await client.SendAsync(line), StringComparison.Ordinal);
        Assert.Equal("RP/0/RP0/CPU0:xr1(config-if)#", client.LastPrompt);
    }

    [Fact]
    public async Task Root_is_unknown_in_a_set_and_its_end_line_is_not()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "prefix-set T", "198.51.100.0/24");

        Assert.Contains("% Invalid input", await client.SendAsync("root"), StringComparison.Ordinal);
        Assert.Equal("RP/0/RP0/CPU0:xr1(config-pfx)#", client.LastPrompt);
        await client.SendAsync("end-set");
        Assert.Equal("RP/0/RP0/CPU0:xr1(config)#", client.LastPrompt);
    }

    [Fact]
    public async Task A_line_of_another_mode_leaves_the_one_that_is_open()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "router bgp 1", "neighbor 192.0.2.1", "interface Loopback1");

        Assert.Equal("RP/0/RP0/CPU0:xr1(config-if)#", client.LastPrompt);
    }

    [Fact]
    public async Task A_banner_takes_any_text_up_to_its_delimiter()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAsync("configure");

        await client.TypeAsync("banner motd #\n  what? end\nexit\n#\n");
        await client.UntilAsync("(config)#");
        await client.SendAsync("commit");

        Assert.Contains("banner motd #\n  what? end\nexit\n#\n", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_session_stays_in_the_list_until_it_is_cleared()
    {
        var device = XrDevices.Router();
        var lost = await XrDevices.LogInAsync(device);
        await lost.SendAsync("configure exclusive");
        await lost.DisposeAsync();
        await using var client = await XrDevices.LogInAsync(device);
        var id = Assert.Single(device.Candidates).Name;

        Assert.Contains(id, await client.SendAsync("show configuration sessions"), StringComparison.Ordinal);
        Assert.Equal($"session ID '{id}' terminated\n", await client.SendAsync($"clear configuration sessions {id}"));
        Assert.Equal("", await client.SendAsync("show configuration sessions"));
    }
}
