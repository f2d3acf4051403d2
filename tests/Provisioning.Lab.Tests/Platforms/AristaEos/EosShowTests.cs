using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public class EosShowTests
{
    [Fact]
    public async Task The_running_config_has_its_header_and_end()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());

        var shown = await client.SendAsync("show running-config");

        Assert.StartsWith("! Command: show running-config\n! device: leaf1 (vEOS-lab, EOS-4.32.2F)\n!\n", shown);
        Assert.EndsWith("!\nend\n", shown);
    }

    [Fact]
    public async Task The_startup_config_tells_when_it_was_saved()
    {
        var time = new FakeTimeProvider(new(2026, 3, 7, 9, 8, 7, TimeSpan.Zero));
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(time));
        await client.SendAsync("write memory");

        var shown = await client.SendAsync("show startup-config");

        Assert.StartsWith("! Command: show startup-config\n! Startup-config last modified at Sat Mar 7 09:08:07 2026 by admin\n! device: leaf1", shown);
    }

    [Fact]
    public async Task Version_as_json_gives_the_uptime_in_seconds()
    {
        var time = new FakeTimeProvider();
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(time));
        time.Advance(TimeSpan.FromSeconds(90));

        var version = JsonDocument.Parse(await client.SendAsync("show version | json")).RootElement;

        Assert.Equal(("4.32.2F", 3690d), (version.GetProperty("version").GetString(), version.GetProperty("uptime").GetDouble()));
    }

    [Theory]
    [InlineData("show version | i Software image version", "Software image version: 4.32.2F\n")]
    [InlineData("show hostname | exclude FQDN", "Hostname: leaf1\n")]
    [InlineData("show running-config | begin ^router", "router bgp 65001\n   router-id 10.255.0.1\n   neighbor 10.0.0.0 remote-as 65000\n!\nend\n")]
    [InlineData("show hostname | no-more", "Hostname: leaf1\nFQDN:     leaf1\n")]
    public async Task Answers_can_be_piped(string line, string answer)
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());

        Assert.Equal(answer, await client.SendAsync(line));
    }

    [Fact]
    public async Task Before_4_32_a_waiting_commit_is_told_in_its_session_with_the_uptime_of_its_end()
    {
        var root = await SessionsWhileWaitingAsync("4.31.5M");

        var session = root.GetProperty("sessions").GetProperty("abc");
        Assert.Equal(("pendingCommitTimer", 3900d), (session.GetProperty("state").GetString(), session.GetProperty("commitBy").GetDouble()));
        Assert.False(root.TryGetProperty("commitTimerSessionName", out _));
    }

    [Fact]
    public async Task From_4_32_on_a_waiting_commit_is_told_at_the_top()
    {
        var root = await SessionsWhileWaitingAsync("4.32.0F");

        Assert.Equal(("abc", 3900d), (root.GetProperty("commitTimerSessionName").GetString(), root.GetProperty("commitTimerExpireTime").GetDouble()));
        Assert.Equal("committed", root.GetProperty("sessions").GetProperty("abc").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Open_sessions_are_listed_with_who_is_in_them()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAllAsync("configure session idle", "end", "configure session mine");

        var sessions = JsonDocument.Parse(await client.SendAsync("show configuration sessions | json")).RootElement.GetProperty("sessions");

        Assert.Equal(("pending", "pending"), (sessions.GetProperty("idle").GetProperty("state").GetString(), sessions.GetProperty("mine").GetProperty("state").GetString()));
        Assert.Empty(sessions.GetProperty("idle").GetProperty("instances").EnumerateObject());
        Assert.True(sessions.GetProperty("mine").GetProperty("instances").EnumerateObject().Single().Value.GetProperty("currentTerminal").GetBoolean());
    }

    [Fact]
    public async Task The_table_of_sessions_shows_the_time_left()
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(new FakeTimeProvider(), new() { Version = "4.25.4M" }));
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00");

        Assert.Matches("(?m)^  abc +pendingCommitTimer +0:05:00 ", await client.SendAsync("show configuration sessions detail"));
    }

    private static async Task<JsonElement> SessionsWhileWaitingAsync(string version)
    {
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf(new FakeTimeProvider(), new() { Version = version }));
        await client.SendAllAsync("configure session abc", "vlan 20", "commit timer 00:05:00");
        return JsonDocument.Parse(await client.SendAsync("show configuration sessions detail | json")).RootElement;
    }
}
