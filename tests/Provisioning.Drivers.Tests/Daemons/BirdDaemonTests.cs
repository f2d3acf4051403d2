using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

public sealed class BirdDaemonTests
{
    private const string Config =
        """
        router id 192.0.2.1;
        protocol device {}
        protocol static upstream { ipv4; route 198.51.100.0/24 blackhole; }

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_initial_configuration_runs()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        Assert.Contains("upstream   Static", await bird.ProtocolsAsync(Cancellation));
    }

    [Fact]
    public async Task Reading_and_checking_does_not_move_the_change_counter()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        await bird.StatusAsync(Cancellation);
        await bird.PendingAsync(Cancellation);

        Assert.Equal(0, await bird.ChangeCounterAsync(Cancellation));
    }

    [Fact]
    public async Task A_reconfiguration_moves_the_change_counter()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        await bird.ApplyAsync(Config, Cancellation);

        Assert.Equal(1, await bird.ChangeCounterAsync(Cancellation));
    }

    [Fact]
    public async Task An_applied_configuration_runs_and_is_the_startup_file()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);
        var changed = Config.Replace("upstream", "backup");

        await bird.ApplyAsync(changed, Cancellation);

        Assert.Contains("backup", await bird.ProtocolsAsync(Cancellation));
        Assert.Equal(changed, await bird.StartupAsync(Cancellation));
    }

    [Fact]
    public async Task An_applied_configuration_that_is_rejected_throws_with_the_place()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bird.ApplyAsync("nonsense;\n", Cancellation));

        Assert.Contains("bird.conf:1:", error.Message);
    }

    [Fact]
    public async Task A_killed_router_answers_no_more()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        await bird.KillAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bird.StatusAsync(Cancellation));
    }

    [Fact]
    public async Task A_disposed_router_leaves_no_folder_and_no_namespace()
    {
        var bird = await BirdStart.OrSkipAsync(Config);

        await bird.DisposeAsync();

        Assert.False(Directory.Exists(bird.ConfigFolder));
        Assert.False(File.Exists($"/run/netns/{bird.Network.Name}"));
    }

    [Fact]
    public async Task A_rejected_initial_configuration_fails_the_start_with_the_place()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => BirdStart.OrSkipAsync("nonsense;\n"));

        Assert.Contains("bird.conf:1:", error.Message);
    }
}
