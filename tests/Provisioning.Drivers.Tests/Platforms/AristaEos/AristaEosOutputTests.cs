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
