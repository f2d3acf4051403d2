using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Lab.Tests.Platforms.CiscoIos;

public class IosFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("file prompt quiet", 0)]
    [InlineData("", 1)]
    [InlineData("file prompt alert", 1)]
    [InlineData("file prompt noisy", 2)]
    public async Task How_much_copy_asks_is_configured(string prompt, int questions)
    {
        var device = IosDevices.Router(running: $"{IosDevices.Config}\n{prompt}");
        await using var client = await IosDevices.LogInAsync(device);

        await client.TypeAsync("copy running-config flash:a.cfg\n" + new string('\n', questions));
        var shown = await client.UntilAsync("bytes copied");

        Assert.Equal(questions > 1, shown.Contains("Source filename [running-config]? ", StringComparison.Ordinal));
        Assert.Equal(questions > 0, shown.Contains("Destination filename [a.cfg]? ", StringComparison.Ordinal));
        Assert.Contains("\x03\nhello\n\x03", device.Files["a.cfg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_exists_is_asked_about_once_more()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());
        await client.TypeAsync("copy running-config flash:a.cfg\n\n");
        await client.UntilAsync("bytes copied");

        await client.TypeAsync("copy running-config flash:a.cfg\n\n");

        Assert.Contains("Do you want to over write? [confirm]", await client.UntilAsync("[confirm]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete flash:a.cfg", "Delete filename [a.cfg]? ")]
    [InlineData("delete /force flash:a.cfg", null)]
    public async Task Delete_asks_unless_forced(string command, string? question)
    {
        var device = IosDevices.Router();
        await using var client = await IosDevices.LogInAsync(device);
        await client.TypeAsync("copy running-config flash:a.cfg\n\n");
        await client.UntilAsync("bytes copied");
        await client.UntilPromptAsync();

        await client.TypeAsync(command + (question is null ? "\n" : "\n\n\n"));
        var shown = await client.UntilAsync("r1#");

        Assert.True(question is null || shown.Contains(question, StringComparison.Ordinal));
        Assert.Empty(device.Files);
    }

    [Theory]
    [InlineData("delete /force flash:no.cfg", "%Error deleting flash:no.cfg (No such file or directory)\n")]
    [InlineData("more flash:no.cfg", "%Error opening flash:no.cfg (No such file or directory)\n")]
    [InlineData("dir flash:no.cfg", "%Error opening flash:no.cfg (No such file or directory)\n")]
    [InlineData("dir bootflash:", "%Error opening bootflash: (No such device)\n")]
    [InlineData("configure replace flash:no.cfg force", "%Error opening flash:no.cfg (No such file or directory)\n")]
    public async Task A_file_that_is_not_there_is_named(string command, string answer)
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());

        Assert.Equal(answer, await client.SendAsync(command));
    }

    [Fact]
    public async Task Dir_tells_sizes_times_and_room()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(ios: new() { Ports = 1, FlashBytes = 1000 }));
        await client.SendAllAsync("tclsh", "set f [open flash:a.cfg w+]", "puts -nonewline $f 0123456789", "tclquit");

        var shown = await client.SendAsync("dir");

        Assert.Matches(@"^Directory of flash:/\n\n    1  -rw-          10  \w{3} \d+ \d{4} \d\d:\d\d:\d\d \+00:00  a.cfg\n\n1000 bytes total \(990 bytes free\)\n$", shown);
    }

    [Fact]
    public async Task Md5_is_that_of_the_bytes()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router());
        await client.SendAllAsync("tclsh", "set f [open flash:a.cfg w+]", "puts -nonewline $f hello", "tclquit");

        Assert.Contains("verify /md5 (flash:a.cfg) = 5d41402abc4b2a76b9719d911017c592\n", await client.SendAsync("verify /md5 flash:a.cfg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, "\0\0\0")]
    [InlineData(false, true, "\u0001Administratively disabled.\n")]
    [InlineData(true, false, "\u0001Privilege denied.\n")]
    public async Task Scp_needs_the_server_and_a_privileged_login(bool enabled, bool privileged, string answer)
    {
        var device = IosDevices.Router(running: enabled ? IosDevices.Config : "hostname r1", privileged: privileged);
        await using var client = await LabClient.OpenAsync(device);

        var result = await client.Connection.ExecuteAsync("scp -t flash:a.cfg", "C0644 3 a.cfg\nü\n\0", Token);

        Assert.Equal(new ExecResult(answer[0] == '\0' ? 0 : 1, answer, ""), result);
        Assert.Equal(answer[0] == '\0' ? "ü\n" : null, device.Files.GetValueOrDefault("a.cfg"));
    }

    [Fact]
    public async Task A_device_with_one_channel_refuses_another()
    {
        await using var client = await IosDevices.LogInAsync(IosDevices.Router(ios: new() { SecondChannel = false }));

        var refused = await Assert.ThrowsAsync<ConnectionException>(() => client.Connection.ExecuteAsync("scp -t flash:a.cfg", "", Token));

        Assert.Equal(ErrorCode.PrerequisiteMissing, refused.Code);
    }
}
