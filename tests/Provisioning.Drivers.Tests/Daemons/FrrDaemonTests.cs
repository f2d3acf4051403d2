using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

public sealed class FrrDaemonTests
{
    private const string Config =
        """
        frr defaults traditional
        log commands
        !
        interface eth0
         description uplink
        exit
        !
        router bgp 65001
         neighbor 192.0.2.2 remote-as 65002
        exit
        !
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_section_of_the_initial_configuration_runs()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        var running = await frr.RunningAsync(Cancellation);

        Assert.All(["hostname frr1", " description uplink", " neighbor 192.0.2.2 remote-as 65002"], line => Assert.Contains($"{line}\n", running));
    }

    [Fact]
    public async Task The_startup_file_is_the_initial_configuration()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        Assert.Equal(Config, await frr.StartupAsync(Cancellation));
    }

    [Fact]
    public async Task Reading_does_not_move_the_change_counter()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);
        var before = await frr.ChangeCounterAsync(Cancellation);

        await frr.RunningAsync(Cancellation);

        Assert.Equal(before, await frr.ChangeCounterAsync(Cancellation));
    }

    [Fact]
    public async Task A_configuration_line_moves_the_change_counter()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);
        var before = await frr.ChangeCounterAsync(Cancellation);

        await frr.ApplyAsync("ip route 198.51.100.0/24 blackhole\n", Cancellation);

        Assert.True(await frr.ChangeCounterAsync(Cancellation) > before);
    }

    [Fact]
    public async Task Without_the_counting_line_nothing_is_counted()
    {
        await using var frr = await FrrStart.OrSkipAsync("frr defaults traditional\n");

        await Assert.ThrowsAsync<InvalidOperationException>(() => frr.ChangeCounterAsync(Cancellation));
    }

    [Fact]
    public async Task An_applied_line_runs_and_is_not_saved()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        await frr.ApplyAsync("ip route 198.51.100.0/24 blackhole\n", Cancellation);

        Assert.Contains("ip route 198.51.100.0/24 blackhole\n", await frr.RunningAsync(Cancellation));
        Assert.Equal(Config, await frr.StartupAsync(Cancellation));
    }

    [Fact]
    public async Task An_applied_line_that_is_rejected_throws_and_names_the_line()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => frr.ApplyAsync("nonsense here\n", Cancellation));

        Assert.Contains("nonsense here", error.Message);
    }

    [Fact]
    public async Task Two_routers_run_side_by_side_and_share_nothing()
    {
        await using var one = await FrrStart.OrSkipAsync(Config);
        await using var two = await FrrStart.OrSkipAsync(Config);

        await one.ApplyAsync("router bgp 65001\n neighbor 192.0.2.9 remote-as 65009\n", Cancellation);

        Assert.DoesNotContain("192.0.2.9", await two.RunningAsync(Cancellation));
    }

    [Fact]
    public async Task A_killed_router_answers_no_more()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        await frr.KillAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => frr.RunningAsync(Cancellation));
    }

    [Fact]
    public async Task A_disposed_router_leaves_no_folder_and_no_namespace()
    {
        var frr = await FrrStart.OrSkipAsync(Config);

        await frr.DisposeAsync();

        Assert.False(Directory.Exists(frr.ConfigFolder));
        Assert.False(File.Exists($"/run/netns/{frr.Network.Name}"));
    }

    [Fact]
    public async Task State_files_go_to_the_routers_own_folder_and_not_to_the_machines()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        await frr.ApplyAsync("router ospf\n", Cancellation);

        Assert.True(File.Exists(Path.Combine(frr.SocketFolder, "ospfd-gr.json")));
    }

    [Fact]
    public async Task A_rejected_initial_configuration_fails_the_start_with_the_line()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => FrrStart.OrSkipAsync("nonsense here\n"));

        Assert.Contains("nonsense here", error.Message);
    }
}
