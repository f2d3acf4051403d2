using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

/// <summary>What a login may do, by its groups: the facts that the driver's error messages and documentation rest on.</summary>
public sealed class FrrLoginTests
{
    private const string Config = "frr defaults traditional\nlog commands\n";

    [Fact]
    public async Task A_login_in_both_groups_reads_what_root_reads()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        var running = await VtyshAsync(frr, FrrDaemon.LoginGroups, "-c", "show running-config no-header");

        Assert.Equal(await frr.RunningAsync(TestContext.Current.CancellationToken), running.OutputOrThrow());
    }

    [Fact]
    public async Task A_login_in_both_groups_writes_startup()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);
        await frr.ApplyAsync("ip route 198.51.100.0/24 blackhole\n", TestContext.Current.CancellationToken);

        await VtyshAsync(frr, FrrDaemon.LoginGroups, "-c", "write memory");

        Assert.Contains("198.51.100.0/24", await frr.StartupAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_login_without_the_group_frr_cannot_write_startup()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        var written = await VtyshAsync(frr, ["frrvty"], "-c", "write memory");

        Assert.Equal(1, written.ExitCode);
        Assert.Contains("% Error: failed to open configuration file", written.Output);
    }

    [Fact]
    public async Task A_login_without_the_group_frrvty_reaches_no_daemon()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);

        var read = await VtyshAsync(frr, ["frr"], "-c", "show running-config");

        Assert.Equal(1, read.ExitCode);
        Assert.Contains("failed to connect to any daemons", read.Error);
    }

    [Fact]
    public async Task A_check_and_a_test_of_frr_reload_do_not_move_the_change_counter()
    {
        await using var frr = await FrrStart.OrSkipAsync(Config);
        var file = Path.Combine(frr.ConfigFolder, "frr.conf");
        var before = await frr.ChangeCounterAsync(TestContext.Current.CancellationToken);

        await VtyshAsync(frr, FrrDaemon.LoginGroups, "-C", "-f", file);
        var test = await ReloadAsync(frr, "--test", file);

        Assert.Contains("Lines To Delete", test.OutputOrThrow());
        Assert.Equal(before, await frr.ChangeCounterAsync(TestContext.Current.CancellationToken));
    }

    private static Task<ChildResult> VtyshAsync(FrrDaemon frr, IReadOnlyList<string> groups, params string[] arguments) =>
        DaemonLogin.RunAsync(
            frr.Network, groups, ["vtysh", "--config_dir", frr.ConfigFolder, "--vty_socket", frr.SocketFolder, .. arguments]);

    private static Task<ChildResult> ReloadAsync(FrrDaemon frr, params string[] arguments) =>
        DaemonLogin.RunAsync(
            frr.Network,
            FrrDaemon.LoginGroups,
            [
                "/usr/lib/frr/frr-reload.py", "--stdout", "--confdir", frr.ConfigFolder, "--rundir", "/tmp",
                "--vty_socket", frr.SocketFolder, .. arguments,
            ]);
}
