using Microsoft.Extensions.Time.Testing;
using Provisioning.Lab.Platforms.JuniperJunos;

namespace Provisioning.Lab.Tests.Platforms.JuniperJunos;

public class JunosDatabaseTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly JunosDevice _device;
    private readonly JunosSession _one;
    private readonly JunosSession _two;

    public JunosDatabaseTests()
    {
        var lab = new LabDevice(new() { Name = "leaf1", Platform = "juniper_junos", Running = "set system root-authentication encrypted-password x" }, _clock);
        _device = (JunosDevice)lab.Model;
        (_one, _two) = (_device.Open("one", "netconf"), _device.Open("two", "cli"));
    }

    private JunosDatabase Database => _device.Database;

    [Fact]
    public void A_lock_keeps_others_out_and_names_its_holder()
    {
        Assert.Null(Database.Lock(_one));

        Assert.Contains($"one terminal (pid {_one.Pid})", Database.Lock(_two)!.Message, StringComparison.Ordinal);
        Assert.Contains("configuration database locked by:", Database.Busy(_two)!.Message, StringComparison.Ordinal);
        Assert.Null(Database.Busy(_one));
    }

    [Fact]
    public void A_changed_candidate_cannot_be_locked()
    {
        Change(_two, "set system host-name b");

        Assert.Equal("configuration database modified", Database.Lock(_one)!.Message);
    }

    [Fact]
    public void Giving_the_lock_back_drops_what_was_not_committed()
    {
        Database.Lock(_one);
        Change(_one, "set system host-name b");
        Database.Unlock(_two);
        Assert.True(Database.IsModified);

        Database.Unlock(_one);

        Assert.False(Database.IsModified);
        Assert.Null(Database.LockedBy);
    }

    [Fact]
    public void A_commit_goes_on_top_of_the_history_with_its_log()
    {
        Change(_one, "set system host-name b");
        Assert.Empty(Database.Commit(_one, "why", null));

        Assert.Equal(("one", "netconf", "why", null), (Database.History[0].User, Database.History[0].Client, Database.History[0].Log, Database.History[0].Comment));
        Assert.Contains("host-name b;", _device.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("host-name b;", JunosRenderer.Text(Database.History[1].Config), StringComparison.Ordinal);
    }

    [Fact]
    public void A_timed_commit_is_undone_when_its_time_is_over()
    {
        var before = _device.Running;
        Change(_one, "set system host-name b");
        Database.Commit(_one, "why", 2);
        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.NotNull(Database.Pending);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(before, _device.Running);
        Assert.Equal(("root", "other", null), (Database.History[0].User, Database.History[0].Client, Database.Pending));
        Assert.Equal("commit confirmed, rollback in 2mins", Database.History[1].Comment);
        Assert.False(Database.IsModified);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_commit_confirms_and_so_does_a_check(bool commits)
    {
        Change(_one, "set system host-name b");
        Database.Commit(_one, null, 2);
        _ = commits ? Database.Commit(_two, null, null) : Database.Check(_two);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(Database.Pending);
        Assert.Contains("host-name b;", _device.Running, StringComparison.Ordinal);
        Assert.Equal(commits ? 3 : 2, Database.History.Count);
    }

    [Fact]
    public void A_rollback_loads_what_was_committed_before()
    {
        Change(_one, "set system host-name b");
        Database.Commit(_one, null, null);

        Assert.Null(Database.Load(_one, 1));
        Database.Commit(_one, null, null);

        Assert.Contains("host-name leaf1;", _device.Running, StringComparison.Ordinal);
        Assert.NotNull(Database.Load(_one, 17));
    }

    [Fact]
    public void Fifty_commits_are_kept()
    {
        for (var commit = 0; commit < 60; commit++)
        {
            Database.Commit(_one, null, null);
        }

        Assert.Equal(50, Database.History.Count);
    }

    [Fact]
    public void A_check_finds_what_a_commit_needs()
    {
        Change(_one, "delete system root-authentication");

        Assert.Equal(["Missing mandatory statement: 'root-authentication'", "commit failed: (missing mandatory statements)"], Database.Check(_one).Select(problem => problem.Message));
        Assert.NotEmpty(Database.Commit(_one, null, null));
        Assert.Single(Database.History);
    }

    private void Change(JunosSession session, string line) => Database.Edit(
        session,
        candidate =>
        {
            new JunosSetLoader(candidate).Load(line);
            return candidate;
        },
        line);
}
