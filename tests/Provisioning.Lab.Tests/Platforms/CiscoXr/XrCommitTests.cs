using Microsoft.Extensions.Time.Testing;

namespace Provisioning.Lab.Tests.Platforms.CiscoXr;

/// <summary>Commits, as recorded on IOS XR 24.3.1 and 6.5.3.</summary>
public class XrCommitTests
{
    [Fact]
    public async Task What_is_typed_in_configuration_does_not_touch_the_device()
    {
        var device = XrDevices.Router();
        var before = device.Running;
        await using var client = await XrDevices.LogInAsync(device);

        await client.SendAllAsync("configure", "interface Loopback1", "description new");

        Assert.Equal((before, 0), (device.Running, device.Journal.DeviceWrites.Count));
    }

    [Fact]
    public async Task A_commit_merges_and_is_persistent_at_once()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);

        await client.SendAllAsync("configure", "interface loop1", "description new", "commit label L1 comment why not", "end");

        Assert.Contains("interface Loopback1\n description new\n!\n", device.Running, StringComparison.Ordinal);
        Assert.Equal(device.Running, device.Startup);
        var list = await client.SendAsync("show configuration commit list 1 detail");
        Assert.Contains("Label: L1", list, StringComparison.Ordinal);
        Assert.Contains("Comment:  why not", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_leaves_the_session_in_its_mode_with_nothing_to_commit()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);

        await client.SendAllAsync("configure", "interface Loopback1", "description one", "commit");
        Assert.Contains("No configuration changes to commit", await client.SendAsync("commit"), StringComparison.Ordinal);
        await client.SendAllAsync("description two", "commit");

        Assert.Contains("interface Loopback1\n description two\n!\n", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_asks_and_takes_away_what_was_not_typed()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "hostname xr1");

        await client.TypeAsync("commit replace\n");
        await client.UntilAsync("Do you wish to proceed? [no]: ");
        await client.SendAsync("yes");

        Assert.Equal("hostname xr1\n", device.Running);
    }

    [Fact]
    public async Task A_replacement_that_is_not_wanted_changes_nothing()
    {
        var device = XrDevices.Router();
        var before = device.Running;
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "hostname xr1");

        await client.TypeAsync("commit replace\n");
        await client.UntilAsync("[no]: ");
        await client.SendAsync("no");

        Assert.Equal(before, device.Running);
    }

    [Fact]
    public async Task A_trial_has_a_session_of_its_own_and_ends_the_lock()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure exclusive", "snmp-server location x", "commit confirmed 60");

        var sessions = await client.SendAsync("do show configuration sessions detail");

        Assert.Contains("Client: commit-confirm", sessions, StringComparison.Ordinal);
        Assert.DoesNotContain("Lock: Reserved", sessions, StringComparison.Ordinal);
        Assert.NotEqual(device.Running, device.Startup);
    }

    [Fact]
    public async Task Only_the_session_that_committed_confirms()
    {
        var device = XrDevices.Router();
        await using var one = await XrDevices.LogInAsync(device);
        await using var two = await XrDevices.LogInAsync(device);
        await one.SendAllAsync("configure", "snmp-server location x", "commit confirmed 60");
        await two.SendAsync("configure");

        Assert.Equal("No configuration changes to commit.\n", await two.SendAsync("commit"));
        await two.SendAsync("snmp-server contact y");
        Assert.StartsWith("% Cannot commit because there is an unexpired trial/rollback session", await two.SendAsync("commit"), StringComparison.Ordinal);
        Assert.Equal("No changes will be saved because there is a concurrent trial configuration session.\n", await two.SendAsync("end"));
        Assert.Equal("Cannot enter exclusive mode. A trial commit is underway in another configuration session.\n", await two.SendAsync("configure exclusive"));
        Assert.Equal("% Confirming commit for trial session.\n", await one.SendAsync("commit"));
        Assert.Null(device.PendingCommit);
        Assert.Equal(device.Running, device.Startup);
    }

    [Fact]
    public async Task A_lost_connection_leaves_a_trial_to_its_timer()
    {
        var clock = new FakeTimeProvider();
        var device = XrDevices.Router(clock);
        var before = device.Running;
        var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "snmp-server location x", "commit confirmed 60");

        await client.DisposeAsync();
        Assert.NotNull(device.PendingCommit);
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal((before, (object?)null), (device.Running, device.PendingCommit));
        await using var other = await XrDevices.LogInAsync(device);
        Assert.Contains("Client:   Rollback", await other.SendAsync("show configuration commit list 1 detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("no", true)]
    public async Task Leaving_configuration_during_ones_trial_asks_and_undoes_it(string answer, bool stays)
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "snmp-server location x", "commit confirmed 60");

        await client.TypeAsync("end\n");
        await client.UntilAsync("Do you wish to exit? [no]: ");
        await client.SendAsync(answer);

        Assert.Equal((stays, stays), (device.PendingCommit is not null, client.LastPrompt.Contains("(config)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no", false)]
    [InlineData("cancel", true)]
    public async Task Leaving_configuration_with_changes_asks(string answer, bool stays)
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router());
        await client.SendAllAsync("configure", "snmp-server location x");

        await client.TypeAsync("end\n");
        await client.UntilAsync("Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]: ");
        await client.SendAsync(answer);

        Assert.Equal(stays, client.LastPrompt.Contains("(config)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_exclusive_session_is_refused_with_the_first_one_shown()
    {
        var device = XrDevices.Router();
        await using var one = await XrDevices.LogInAsync(device);
        await using var two = await XrDevices.LogInAsync(device);
        await one.SendAsync("configure exclusive");

        var answer = await two.SendAsync("configure exclusive");

        Assert.Contains("vty0", answer, StringComparison.Ordinal);
        Assert.EndsWith("Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_fails_tells_why_when_asked()
    {
        await using var client = await XrDevices.LogInAsync(XrDevices.Router(running: "hostname xr1\nrouter bgp 1\n"));
        await client.SendAllAsync("configure", "router bgp 2");

        Assert.Contains("% Failed to commit one or more configuration items during a pseudo-atomic operation.", await client.SendAsync("commit"), StringComparison.Ordinal);
        var failed = await client.SendAsync("show configuration failed");
        Assert.Contains("!! SEMANTIC ERRORS", failed, StringComparison.Ordinal);
        Assert.Contains("router bgp 2\n!!% ", failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_somebody_has_committed_meanwhile_a_commit_asks()
    {
        var device = XrDevices.Router();
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "snmp-server location x");
        device.ChangeRunning("snmp-server contact y");

        await client.TypeAsync("commit\n");
        await client.UntilAsync("Do you wish to proceed with this commit anyway? [no]: ");
        await client.SendAsync("yes");

        Assert.Contains("location x", device.Running, StringComparison.Ordinal);
        Assert.Contains("contact y", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commit_database_rolls_back()
    {
        var device = XrDevices.Router();
        var before = device.Running;
        await using var client = await XrDevices.LogInAsync(device);
        await client.SendAllAsync("configure", "snmp-server location x", "commit", "end");

        var answer = await client.SendAsync("rollback configuration last 1");

        Assert.EndsWith("Configuration successfully rolled back 1 commits.\n", answer, StringComparison.Ordinal);
        Assert.Equal((before, before), (device.Running, device.Startup));
    }
}
