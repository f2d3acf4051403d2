namespace Provisioning.Lab.Tests.Platforms.CiscoIos;

public class IosConfigTests
{
    [Fact]
    public async Task Show_running_config_has_a_header_and_shows_etx_as_two_characters()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());

        var shown = await client.SendAsync("show running-config");

        Assert.StartsWith("Building configuration...\n\nCurrent configuration : ", shown, StringComparison.Ordinal);
        Assert.Contains("\n! Last configuration change at ", shown, StringComparison.Ordinal);
        Assert.Contains("\nversion 15.7\n!\nhostname r1\n", shown, StringComparison.Ordinal);
        Assert.Contains("\ninterface GigabitEthernet0/0\n description uplink\n ip address 10.0.0.1 255.255.255.254\n!\n", shown, StringComparison.Ordinal);
        Assert.Contains("\nbanner motd ^C\nhello\n^C\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("\n!\nend\n\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("description  two  blanks", " description  two  blanks")]
    [InlineData("desc short", " description short")]
    [InlineData("ip addr 10.0.0.3 255.255.255.0", " ip address 10.0.0.3 255.255.255.0")]
    [InlineData("standby 1 authentication a", " standby 1 authentication a")]
    public async Task Lines_are_shown_as_ios_spells_them(string typed, string shown)
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);

        await client.SendAllAsync("configure terminal", "interface gi0/0", typed, "end");

        Assert.Contains($"\n{shown.Replace("  two", " two", StringComparison.Ordinal)}\n", device.Running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bogus", "           ^\n% Invalid input detected at '^' marker.\n\n")]
    [InlineData("hostname", "% Incomplete command.\n\n")]
    [InlineData("interface Bogus1", "                     ^\n% Invalid input detected at '^' marker.\n\n")]
    public async Task A_refused_line_is_marked_where_reading_stopped(string line, string answer)
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());
        await client.SendAsync("configure terminal");

        Assert.Equal(answer, await client.SendAsync(line));
    }

    [Fact]
    public async Task Modes_show_in_the_prompt_and_long_names_are_cut_there()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(running: "hostname a-very-long-host-name-of-r1"));
        var prompts = new List<string>();
        foreach (var line in new[] { "show clock", "configure terminal", "interface GigabitEthernet0/0", "router bgp 1", "exit", "end", "tclsh", "tclquit" })
        {
            await client.SendAsync(line);
            prompts.Add(client.LastPrompt);
        }

        Assert.Equal(
            ["a-very-long-host-name-of-r1#", "a-very-long-host-nam(config)#", "a-very-long-host-nam(config-if)#", "a-very-long-host-nam(config-router)#", "a-very-long-host-nam(config)#",
             "a-very-long-host-name-of-r1#", "a-very-long-host-name-of-r1(tcl)#", "a-very-long-host-name-of-r1#"],
            prompts);
    }

    [Fact]
    public async Task A_banner_typed_between_delimiters_is_kept_as_it_stands()
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);
        await client.SendAsync("configure terminal");

        await client.TypeAsync("banner login #\n  keep  my   spaces?\nend\n#\nhostname r2\n");
        await client.UntilAsync("r2(config)#");

        Assert.Contains("banner login ^C\n  keep  my   spaces?\nend\n^C\n", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_characters_in_a_file_are_no_etx()
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);
        await client.SendAllAsync("tclsh", "set f [open flash:a.cfg w+]", "puts $f {banner login ^C}", "puts $f hello", "puts $f {^C}", "puts $f end", "tclquit");
        await client.AskedAsync("copy flash:a.cfg running-config", "[running-config]? ");
        await client.SendAsync("");

        Assert.Contains("banner login ^CC\nhello\n^C\n", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_that_ios_would_refuse_is_an_error() =>
        Assert.Contains("'bogus'", Assert.Throws<ArgumentException>(() => IosDevices.Router(running: "bogus")).Message, StringComparison.Ordinal);
}
