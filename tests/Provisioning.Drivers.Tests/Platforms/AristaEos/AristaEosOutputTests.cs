using Provisioning.Drivers.Platforms.AristaEos;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

public class AristaEosOutputTests
{
    [Fact]
    public void Before_4_32_the_timer_stands_in_its_session()
    {
        var sessions = AristaEosOutput.Sessions("""{"maxSavedSessions":1,"sessions":{"prv-a":{"state":"pendingCommitTimer","commitBy":1234.5,"instances":{}},"other":{"state":"pending"}},"maxOpenSessions":5}""");

        Assert.Equal("prv-a", sessions.Pending);
        Assert.Equal("pending", sessions.States["other"]);
    }

    [Fact]
    public void From_4_32_on_the_timer_stands_beside_the_sessions()
    {
        var sessions = AristaEosOutput.Sessions("""{"commitTimerSessionName":"prv-a","commitTimerExpireTime":1700000000.0,"sessions":{"prv-a":{"state":"committed"}}}""");

        Assert.Equal("prv-a", sessions.Pending);
    }

    [Theory]
    [InlineData("""{"sessions":{}}""")]
    [InlineData("""{"sessions":{"a":{"state":"completed"},"b":{}}}""")]
    [InlineData("""{"commitTimerSessionName":"","sessions":{}}""")]
    [InlineData("""{"commitTimerSessionName":null,"sessions":{}}""")]
    public void Without_a_timer_nothing_is_pending(string json) => Assert.Null(AristaEosOutput.Sessions(json).Pending);

    [Fact]
    public void From_4_32_on_a_committed_session_is_neither_pending_nor_open()
    {
        var sessions = AristaEosOutput.Sessions("""{"sessions":{"prv-a":{"state":"committed","completedTime":1739832020.18,"commitUser":"a","description":"","instances":{}}},"maxSavedSessions":1,"maxOpenSessions":5,"mergeOnCommit":false,"saveToStartupConfigOnCommit":false}""");

        Assert.Null(sessions.Pending);
        Assert.False(sessions.IsOpen("prv-a"));
    }

    [Fact]
    public void Who_is_in_a_session_is_told()
    {
        var sessions = AristaEosOutput.Sessions("""{"sessions":{"a":{"state":"pending","instances":{"2005":{"user":"ann","terminal":"vty7","currentTerminal":false}}},"b":{"state":"pending","instances":{}},"c":{"state":"pending"}}}""");

        Assert.Equal(new Dictionary<string, string> { ["a"] = "ann on vty7" }, sessions.Users);
        Assert.True(sessions.IsOpen("a"));
    }

    public static TheoryData<double?, string, double?> Timers => new()
    {
        { 3900.5, """{"uptime":3600.5}""", 300 },
        { 1739835851.5, """{"uptime":1000.5,"bootupTimestamp":1739834551.0}""", 300 },
        { 3600.0, """{"uptime":3600.0}""", 0 },
        { 3599.0, """{"uptime":3600.0}""", null },
        { 1e8, """{"uptime":3600.0}""", null },
        { 1739835851.5, """{"uptime":1000.5}""", null },
        { null, """{"uptime":3600.0}""", null },
        { 3900.0, "{}", null },
        { 3900.0, "% Invalid input", null },
        { 3900.0, "[]", null },
    };

    [Theory]
    [MemberData(nameof(Timers))]
    public void The_time_left_is_told_where_it_can_be_known(double? commitBy, string version, double? seconds) =>
        Assert.Equal(seconds, AristaEosOutput.Remaining(commitBy, version)?.TotalSeconds);

    [Theory]
    [InlineData("""{"version":"4.32.2F"}""", "4.32")]
    [InlineData("""{"version":"4.17.9M-1234.4179M (engineering build)"}""", "4.17")]
    [InlineData("""{"version":"unknown"}""", null)]
    [InlineData("""{"version":7}""", null)]
    [InlineData("{}", null)]
    [InlineData("% Invalid input", null)]
    public void A_version_is_read(string json, string? version) => Assert.Equal(version, AristaEosOutput.Version(json)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("% Invalid input")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"sessions":[]}""")]
    [InlineData("""{"sessions":{"a":1}}""")]
    [InlineData("""{"sessions":{"a":{"state":1}}}""")]
    [InlineData("""{"sessions":{"a":{"state":"pendi""")]
    [InlineData("""{"sessions":{},"commitTimerSessionName":7}""")]
    public void Any_other_answer_is_a_format_error(string answer) => Assert.Throws<FormatException>(() => AristaEosOutput.Sessions(answer));

    [Fact]
    public void Running_and_startup_compare_without_their_headers()
    {
        var running = AristaEosOutput.Config(["! Command: show running-config", "! device: leaf1 (vEOS-lab, EOS-4.30.1F)", "!", "! boot system flash:/vEOS.swi", "!", "hostname leaf1", "!", "end", ""]);
        var startup = AristaEosOutput.Config(["! Command: show startup-config", "! Startup-config last modified at Mon Jan 1 00:00:00 2024 by admin", "! device: leaf1 (vEOS-lab, EOS-4.30.1F)", "!", "hostname leaf1", "!", "end"]);

        Assert.Equal("hostname leaf1\n!\nend\n", running);
        Assert.Equal(running, startup);
    }

    [Theory]
    [InlineData("--- system:/running-config|+++ session:/prv-session-config|@@ -1 +1 @@|-a|+b", "@@ -1 +1 @@\n-a\n+b\n")]
    [InlineData("--- system:/running-config|+++ session:/prv-session-config", "")]
    [InlineData("", "")]
    [InlineData("||", "")]
    public void A_diff_is_shown_without_its_file_names(string output, string diff) => Assert.Equal(diff, AristaEosOutput.Diff(output.Split('|')));

    [Theory]
    [InlineData(10, "00:00:10")]
    [InlineData(90.2, "00:01:31")]
    [InlineData(23 * 3600, "23:00:00")]
    public void A_timer_is_never_shorter_than_asked_for(double seconds, string typed) => Assert.Equal(typed, AristaEosOutput.Timer(TimeSpan.FromSeconds(seconds)));
}
