namespace Provisioning.Quickstart.Tests;

public sealed class ScreenTests : IDisposable
{
    private const char Escape = '\e';

    private readonly QuickstartFixture _quickstart = new();

    public ScreenTests()
    {
        _quickstart.AddDevice("leaf1", "ntp server 192.0.2.1\n");
        _quickstart.WriteInventory("leaf1");
        _quickstart.WriteConfig("leaf1", "hostname leaf1\nntp server 192.0.2.2\n");
    }

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task A_diff_on_a_terminal_has_green_and_red_lines()
    {
        _quickstart.Colours = true;

        await _quickstart.RunOnDevicesAsync("--replace");

        Assert.Contains("\e[32m+ntp server 192.0.2.2\e[0m", _quickstart.Output);
        Assert.Contains("\e[31m-ntp server 192.0.2.1\e[0m", _quickstart.Output);
    }

    [Fact]
    public async Task A_diff_elsewhere_has_no_colours()
    {
        await _quickstart.RunOnDevicesAsync("--replace");

        Assert.Contains("+ntp server 192.0.2.2", _quickstart.Output);
        Assert.DoesNotContain(Escape, _quickstart.Output);
    }

    [Fact]
    public async Task A_complaint_does_not_steer_the_terminal()
    {
        await _quickstart.RunOnDevicesAsync("--name", "leaf\e[2J*");

        Assert.Contains(@"leaf\x1b[2J*", _quickstart.Error);
        Assert.DoesNotContain(Escape, _quickstart.Error);
    }
}
