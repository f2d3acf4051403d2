namespace Provisioning.Quickstart.Tests;

/// <summary>The program on a real router, over SSH.</summary>
public sealed class RealDeviceTests : IDisposable
{
    private const string Before = "router id 192.0.2.1;\nprotocol device {}\n";
    private const string Intended = $"{Before}protocol static upstream {{ ipv4; route 198.51.100.0/24 blackhole; }}\n";

    private readonly QuickstartFixture _quickstart = new() { UsesLab = false };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task A_dry_run_shows_the_diff_and_leaves_the_router_alone()
    {
        await using var bird = await StartAsync();

        var exitCode = await _quickstart.RunOnDevicesAsync("--replace", "--known-hosts", bird.Server.WriteKnownHosts());

        Assert.True(exitCode == ExitCode.AllWell, _quickstart.Output);
        Assert.Contains("+protocol static upstream", _quickstart.Output);
        Assert.Equal((Before, 0), (await bird.Daemon.StartupAsync(Cancellation), await bird.Daemon.ChangeCounterAsync(Cancellation)));
    }

    [Fact]
    public async Task A_commit_changes_the_router()
    {
        await using var bird = await StartAsync();

        var exitCode = await _quickstart.RunOnDevicesAsync("--replace", "--commit", "--known-hosts", bird.Server.WriteKnownHosts());

        Assert.True(exitCode == ExitCode.AllWell, _quickstart.Output);
        Assert.Contains("upstream   Static", await bird.Daemon.ProtocolsAsync(Cancellation));
        Assert.Equal(Intended, await bird.Daemon.StartupAsync(Cancellation));
    }

    private async Task<RealBird> StartAsync()
    {
        var bird = await RealBird.StartAsync(Before);
        _quickstart.Environment["PROVISION_USERNAME"] = bird.User.Name;
        _quickstart.Environment["PROVISION_PASSWORD"] = bird.User.Password;
        _quickstart.Write("devices.yaml", bird.Entry);
        _quickstart.WriteConfig("bird1", Intended);
        return bird;
    }
}
