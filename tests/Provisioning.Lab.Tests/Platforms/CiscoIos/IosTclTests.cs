namespace Provisioning.Lab.Tests.Platforms.CiscoIos;

/// <summary>Words and substitutions of Tcl 8.3, as far as files are written with them.</summary>
public class IosTclTests
{
    [Theory]
    [InlineData("puts hello", "hello\n")]
    [InlineData("puts {a { b } \\n $x}", "a { b } \\n $x\n")]
    [InlineData("puts \"a\\tb \\{ \\[ \\$x \\\\ \\077 \\0101\"", "a\tb { [ $x \\ ? \b1\n")]
    [InlineData("set x 5", "5\n")]
    [InlineData("puts [set y 7]", "7\n")]
    [InlineData("puts $nothing", "can't read \"nothing\": no such variable\n")]
    [InlineData("puts {a}b", "extra characters after close-brace\n")]
    [InlineData("puts \"a\"b", "extra characters after close-quote\n")]
    [InlineData("close file9", "can not find channel named \"file9\"\n")]
    [InlineData("open nowhere:a w+", "couldn't open \"nowhere:a\": no such file or directory\n")]
    [InlineData("catch {puts $nothing}", "1\n")]
    [InlineData("catch {set x 5}", "0\n")]
    [InlineData("show clock | include nothing", "")]
    public async Task Commands_answer(string command, string answer)
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());
        await client.SendAsync("tclsh");

        Assert.Equal(answer, await client.SendAsync(command));
    }

    [Theory]
    [InlineData("{a", "b}")]
    [InlineData("\"a", "b\"")]
    [InlineData("{a { }", "b}")]
    public async Task An_open_word_goes_on_behind_another_prompt(string first, string second)
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());
        await client.SendAsync("tclsh");

        await client.SendAsync($"puts {first}");
        Assert.Equal("+>", client.LastPrompt);
        await client.SendAsync(second);

        Assert.Equal("r1(tcl)#", client.LastPrompt);
    }

    [Fact]
    public async Task A_file_is_written_when_it_is_closed_or_the_shell_is_left()
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);
        await client.SendAllAsync("tclsh", "set a [open flash:a w+]", "puts $a one", "set b [open flash:b w+]", "puts $b two");
        Assert.Empty(device.Files);

        await client.SendAsync("close $a");
        Assert.Equal(["a"], device.Files.Keys);
        await client.SendAsync("tclquit");

        Assert.Equal("two\n", device.Files["b"]);
    }

    [Fact]
    public async Task Binary_characters_are_bytes()
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);

        await client.SendAllAsync("tclsh", "set a [open flash:a w+]", "fconfigure $a -translation binary", "puts -nonewline $a \"\\303\\274\\003\"", "tclquit");

        Assert.Equal("ü\x03", device.Files["a"]);
    }

    [Fact]
    public async Task A_full_disk_is_told_when_the_file_is_closed()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(ios: new() { FlashBytes = 2 }));
        await client.SendAllAsync("tclsh", "set a [open flash:a w+]", "puts $a three");

        Assert.Contains("No space left on device", await client.SendAsync("close $a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_tcl_looks_for_a_host_of_that_name()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(ios: new() { Tcl = false }));

        Assert.StartsWith("Translating \"tclsh\"", await client.SendAsync("tclsh"), StringComparison.Ordinal);
    }
}
