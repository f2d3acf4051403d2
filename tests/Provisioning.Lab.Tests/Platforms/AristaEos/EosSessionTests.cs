using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public class EosSessionTests
{
    [Fact]
    public async Task Lines_entered_into_a_session_do_not_touch_the_device()
    {
        var device = EosDevices.Leaf();
        var before = device.Running;
        await using var client = await LabClient.PrivilegedAsync(device);

        await client.SendAllAsync("configure session abc", "interface Ethernet2", "description new", "end");

        Assert.Equal((before, 0, 3), (device.Running, device.Journal.DeviceWrites.Count, device.Journal.CandidateWrites.Count));
    }

    [Fact]
    public async Task The_diff_is_unified_and_ends_with_an_empty_line()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session abc", "interface Ethernet1", "description core", "exit");

        var diff = await client.SendAsync("show session-config diffs");

        Assert.Equal("""
            --- system:/running-config
            +++ session:/abc-session-config
            @@ -8,7 +8,7 @@
                name users
             !
             interface Ethernet1
            -   description uplink
            +   description core
                no switchport
                ip address 10.0.0.1/31
             !


            """, diff);
    }

    [Fact]
    public async Task The_name_of_a_completed_session_can_be_used_again()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session abc", "interface Ethernet1", "description core", "commit");

        await client.SendAllAsync("configure session abc", "end");

        using var sessions = JsonDocument.Parse(await client.SendAsync("show configuration sessions detail | json"));
        Assert.Equal("pending", sessions.RootElement.GetProperty("sessions").GetProperty("abc").GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_diff_of_no_change_is_an_empty_line()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session abc", "interface Ethernet1", "description uplink", "end");

        Assert.Equal("\n", await client.SendAsync("show session-config named abc diffs"));
    }

    [Fact]
    public async Task An_unnamed_diff_below_the_top_is_silent()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session abc", "interface Ethernet1", "description core");

        Assert.Equal("", await client.SendAsync("show session-config diffs"));
    }

    [Fact]
    public async Task A_commit_makes_the_session_running_and_leaves_startup()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session abc", "vlan 20", "name guests", "end");

        await client.SendAsync("configure session abc commit");

        Assert.Contains("vlan 20\n   name guests\n", device.Running);
        Assert.DoesNotContain("vlan 20", device.Startup);
    }

    [Fact]
    public async Task An_abort_throws_the_session_away()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session abc", "vlan 20", "abort");

        Assert.Empty(device.Candidates);
        Assert.Equal("leaf1#", client.LastPrompt);
    }

    [Fact]
    public async Task A_cleared_session_replaces_the_config()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);

        await client.SendAllAsync("configure session abc", "rollback clean-config", "hostname leaf1", "vlan 30", "commit");

        Assert.Equal("""
            hostname leaf1
            !
            spanning-tree mode mstp
            !
            no aaa root
            !
            vlan 30
            !
            interface Ethernet1
            !
            interface Ethernet2
            !
            interface Ethernet3
            !
            interface Ethernet4
            !
            interface Management1
            !
            no ip routing

            """, device.Running);
    }

    [Fact]
    public async Task The_last_of_two_commits_overwrites_the_first()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session one", "vlan 21", "end", "configure session two", "vlan 22", "end");

        await client.SendAllAsync("configure session one commit", "configure session two commit");

        Assert.DoesNotContain("vlan 21", device.Running);
    }

    [Fact]
    public async Task A_sixth_open_session_is_refused()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        for (var i = 1; i <= 5; i++)
        {
            await client.SendAllAsync($"configure session s{i}", "end");
        }

        Assert.Contains("Maximum number of pending sessions has been reached", await client.SendAsync("configure session s6"));
        Assert.Equal("leaf1#", client.LastPrompt);
    }

    [Fact]
    public async Task An_unconfirmed_commit_goes_back_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        var device = EosDevices.Leaf(time);
        var before = device.Running;
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00");
        Assert.Contains("vlan 20", device.Running);

        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(before, device.Running);
        Assert.Single(device.Journal.Of(LabWrite.TimerExpired));
    }

    [Fact]
    public async Task A_confirmed_commit_stays()
    {
        var time = new FakeTimeProvider();
        var device = EosDevices.Leaf(time);
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00");

        await client.SendAsync("configure session abc commit");
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Contains("vlan 20", device.Running);
    }

    [Fact]
    public async Task An_abort_undoes_a_waiting_commit()
    {
        var device = EosDevices.Leaf(new FakeTimeProvider());
        var before = device.Running;
        await using var client = await LabClient.PrivilegedAsync(device);
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00");

        await client.SendAsync("configure session abc abort");

        Assert.Equal((before, null), (device.Running, device.PendingCommit));
    }

    [Fact]
    public async Task Another_commit_is_refused_while_one_waits()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(new FakeTimeProvider()));
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00", "configure session other", "vlan 21", "end");

        Assert.StartsWith("% Cannot commit", await client.SendAsync("configure session other commit"));
    }
}
