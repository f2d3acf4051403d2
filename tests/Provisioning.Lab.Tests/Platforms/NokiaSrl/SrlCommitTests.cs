using Microsoft.Extensions.Time.Testing;

namespace Provisioning.Lab.Tests.Platforms.NokiaSrl;

/// <summary>Candidates, commits, their timer and checkpoints. Sources: see <c>SrlCommits</c> and <c>SrlTools</c>.</summary>
public class SrlCommitTests
{
    private const string Change = "set / interface ethernet-1/1 description changed";
    private readonly FakeTimeProvider _clock = new();
    private readonly LabDevice _device;
    private readonly string _before;

    public SrlCommitTests()
    {
        _device = SrlDevices.Leaf(_clock);
        _before = _device.Running;
    }

    [Theory]
    [InlineData("commit now", "All changes have been committed. Leaving candidate mode.\n")]
    [InlineData("commit stay", "All changes have been committed. Starting new transaction.\n")]
    public async Task A_commit_says_so_and_leaves_startup_alone(string command, string answer)
    {
        Assert.Equal(answer, await RunAsync("enter candidate private", Change, command));
        Assert.Contains("description changed", _device.Running, StringComparison.Ordinal);
        Assert.Equal(_before, _device.Startup);
    }

    [Fact]
    public async Task A_commit_can_save_too()
    {
        Assert.Contains("Saved current running configuration", await RunAsync("enter candidate private", Change, "commit save"), StringComparison.Ordinal);
        Assert.Equal(_device.Running, _device.Startup);
    }

    [Fact]
    public async Task A_confirmed_commit_goes_back_by_itself()
    {
        Assert.Equal("Commit confirmed (automatic rollback in 2 minutes)\nAll changes have been committed. Leaving candidate mode.\n", await RunAsync("enter candidate private", Change, "commit confirmed timeout 120"));
        Assert.NotNull(_device.PendingCommit);

        _clock.Advance(TimeSpan.FromSeconds(121));

        Assert.Equal(_before, _device.Running);
        Assert.Null(_device.PendingCommit);
        Assert.Contains("commit 2 status failed", await StateAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tools system configuration confirmed-accept", true)]
    [InlineData("tools system configuration confirmed-reject", false)]
    [InlineData("commit confirmed accept", true)]
    [InlineData("commit confirmed reject", false)]
    public async Task Another_session_accepts_or_rejects_it(string command, bool stays)
    {
        await RunAsync("enter candidate private name mine", Change, "commit confirmed timeout 120");
        Assert.Contains("commit 2 status unconfirmed", await StateAsync(), StringComparison.Ordinal);

        await RunAsync(command);
        _clock.Advance(TimeSpan.FromSeconds(121));

        Assert.Equal(stays, _device.Running != _before);
        Assert.Null(_device.PendingCommit);
    }

    [Fact]
    public async Task While_one_waits_nobody_commits()
    {
        await RunAsync("enter candidate private name mine", Change, "commit confirmed timeout 120");

        Assert.Equal("Error: Cannot commit transaction (commit confirmed in progress)\n", await RunAsync("enter candidate private name other", "set / system information location x", "commit now"));
        Assert.Equal("Error: There is a commit already in progress for this candidate\n", await RunAsync("enter candidate private name mine", "set / system information location x", "commit now"));
    }

    [Fact]
    public async Task Only_a_candidates_own_changes_are_committed()
    {
        await RunAsync("enter candidate private name mine", Change);
        _device.ChangeRunning("set / system information location elsewhere");

        await RunAsync("enter candidate private name mine", "commit now");

        Assert.Contains("location elsewhere", _device.Running, StringComparison.Ordinal);
        Assert.Contains("description changed", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_private_candidate_outlives_its_session_until_it_is_cleared()
    {
        await RunAsync("enter candidate private name mine", Change);
        Assert.Equal("mine", Assert.Single(_device.Candidates).Name);

        await RunAsync("tools system configuration candidate mine clear");

        Assert.Empty(_device.Candidates);
        Assert.Equal(_before, _device.Running);
    }

    [Theory]
    [InlineData("enter running")]
    [InlineData("discard now")]
    public async Task An_unchanged_one_goes_with_its_last_user(string leave)
    {
        await RunAsync("enter candidate private name mine", leave);

        Assert.Empty(_device.Candidates);
    }

    [Fact]
    public async Task There_are_only_so_many_candidates()
    {
        for (var number = 0; number < 10; number++)
        {
            await RunAsync($"enter candidate private name c{number}", Change);
        }

        Assert.StartsWith("Error: Maximum number of candidates", await RunAsync("enter candidate private name one-more"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_brings_the_old_config_back()
    {
        Assert.Contains("Generated checkpoint '/etc/opt/srlinux/checkpoint/checkpoint-0.json' with name 'before' and comment ''", await RunAsync("tools system configuration generate-checkpoint name before"), StringComparison.Ordinal);
        await RunAsync("enter candidate private", Change, "commit now");

        await RunAsync("enter candidate private", "load checkpoint name before", "commit now");

        Assert.Equal(_before, _device.Running);
    }

    [Fact]
    public async Task The_oldest_checkpoint_goes_when_there_are_more_than_are_kept()
    {
        _device.ChangeRunning("set / system configuration max-checkpoints 2");
        foreach (var name in new[] { "a", "b", "c" })
        {
            await RunAsync($"tools system configuration generate-checkpoint name {name}");
        }

        Assert.Equal(["checkpoint/b", "checkpoint/c"], _device.Files.Keys.Order());
    }

    [Fact]
    public async Task Startup_can_be_looked_at_in_a_candidate()
    {
        await RunAsync("enter candidate private", Change, "commit now");

        var shown = await RunAsync("enter candidate private", "load startup", "info flat");

        Assert.EndsWith(_device.Startup, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set / network-instance default interface ethernet-1/1.0", "All changes are valid.\n")]
    [InlineData("set / network-instance default interface ethernet-1/1.7", "Error: Error in path: .network-instance{.name==\"default\"}.interface{.name==\"ethernet-1/1.7\"}\n    [FailedPrecondition] Referenced subinterface 'ethernet-1/1.7' does not exist\n")]
    public async Task The_whole_candidate_can_be_checked(string line, string answer) =>
        Assert.Equal(answer, await RunAsync("enter candidate private", line, "commit validate"));

    private Task<string> StateAsync() => RunAsync("info flat from state / system configuration");

    private Task<string> RunAsync(params string[] lines) => SrlDevices.RunAsync(_device, lines);
}
