using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

/// <summary>What a login may do, by its groups, and what BIRD's own undo does: the facts that the driver rests on.</summary>
public sealed class BirdLoginTests
{
    private const string Config = "router id 192.0.2.1;\nprotocol device {}\nprotocol static original { ipv4; }\n";

    [Fact]
    public async Task A_login_in_the_group_reads_the_status()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        Assert.Contains("Daemon is up and running", (await BirdcAsync(bird, BirdDaemon.LoginGroups, "show status")).OutputOrThrow());
    }

    [Fact]
    public async Task A_login_without_the_group_is_refused()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        var status = await BirdcAsync(bird, ["nogroup"], "show status");

        Assert.Equal(1, status.ExitCode);
        Assert.Contains("Permission denied", status.Error);
    }

    [Fact]
    public async Task A_check_does_not_move_the_change_counter()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);

        (await BirdcAsync(bird, BirdDaemon.LoginGroups, $"configure check \"{bird.ConfigFile}\"")).OutputOrThrow();

        Assert.Equal(0, await bird.ChangeCounterAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_undo_brings_the_old_configuration_back_and_counts()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);
        var candidate = await CandidateAsync(bird, "changed");

        await BirdcAsync(bird, BirdDaemon.LoginGroups, $"configure \"{candidate}\" timeout 300");
        await BirdcAsync(bird, BirdDaemon.LoginGroups, "configure undo");

        Assert.Contains("original", await bird.ProtocolsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, await bird.ChangeCounterAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_rejected_file_cancels_a_pending_undo()
    {
        await using var bird = await BirdStart.OrSkipAsync(Config);
        var candidate = await CandidateAsync(bird, "changed");
        await BirdcAsync(bird, BirdDaemon.LoginGroups, $"configure \"{candidate}\" timeout 300");

        await BirdcAsync(bird, BirdDaemon.LoginGroups, $"configure \"{bird.ConfigFolder}/missing.conf\" timeout 300");

        Assert.DoesNotContain("undo in", await bird.PendingAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> CandidateAsync(BirdDaemon bird, string protocol)
    {
        var path = Path.Combine(bird.ConfigFolder, "candidate.conf");
        await File.WriteAllTextAsync(path, Config.Replace("original", protocol), TestContext.Current.CancellationToken);
        return path;
    }

    private static Task<ChildResult> BirdcAsync(BirdDaemon bird, IReadOnlyList<string> groups, string command) =>
        DaemonLogin.RunAsync(bird.Network, groups, "birdc", "-s", bird.Socket, command);
}
