using Provisioning.Drivers.Platforms.CiscoXr;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>What was recorded on devices, as the project's platform notes and the sources named there show it.</summary>
public class CiscoXrOutputTests
{
    private const string Trial = """

          1) Session: 00001000-00003595-00000000  Mon Sep 21 00:58:15 2026
             Line: vty0                           Lock: None
             User: clab                           Client: CLI
             Process: config                      PID: 13717
             Node:                                Elapsed Time: 5 sec.

          2) Session: 00001000-000035b1-00000000  Mon Sep 21 00:58:16 2026
             Line: vty0                           Lock: None
             User: clab                           Client: commit-confirm
             Process: cfgmgr_trial_co              PID: 13745
             Node:                                Elapsed Time: 4 sec.

        """;

    [Fact]
    public void A_commit_that_waits_has_a_session_of_its_own()
    {
        var sessions = CiscoXrOutput.Sessions(Trial.Split('\n'));

        Assert.Equal(["00001000-00003595-00000000", "00001000-000035b1-00000000"], sessions.Select(session => session.Id));
        Assert.Equal([false, true], sessions.Select(session => session.IsTrial));
        Assert.Equal("user 'clab' on vty0 since Mon Sep 21 00:58:16 2026", sessions[1].ToString());
    }

    [Theory]
    [InlineData("None", false)]
    [InlineData("Reserved", true)]
    public void An_exclusive_session_shows_its_lock(string shown, bool locks) =>
        Assert.Equal(locks, CiscoXrOutput.Sessions(Trial.Replace("Lock: None", $"Lock: {shown}", StringComparison.Ordinal).Split('\n'))[0].Locks);

    [Theory]
    [InlineData("")]
    [InlineData("Mon Sep 21 00:58:15.123 UTC|")]
    public void Where_nobody_configures_nothing_is_listed(string output) => Assert.Empty(CiscoXrOutput.Sessions(output.Split('|')));

    [Fact]
    public void Any_other_list_of_sessions_is_a_format_error() => Assert.Throws<FormatException>(() => CiscoXrOutput.Sessions(["what else"]));

    [Theory]
    [InlineData("|   1) CommitId: 1000000024                 Label: NONE|      UserId:   ZTP                        Line:  ZTP", null)]
    [InlineData("   1) CommitId: 1000000025                 Label: prv-0a1b2c3d|   2) CommitId: 1000000024                 Label: other", "prv-0a1b2c3d")]
    public void The_newest_commit_tells_its_label(string output, string? label) => Assert.Equal(label, CiscoXrOutput.NewestLabel(output.Split('|')));

    [Fact]
    public void Any_other_list_of_commits_is_a_format_error() => Assert.Throws<FormatException>(() => CiscoXrOutput.NewestLabel(["what else"]));

    [Theory]
    [InlineData("Thu Mar  4 01:14:46.184 UTC|Building configuration...|!! IOS XR Configuration version = 6.5.3|!! Last configuration change at Thu Feb 11 19:22:50 2021 by boxen|!|hostname a|!|end|")]
    [InlineData("!! Building configuration...|!! IOS XR Configuration 24.3.1|!! Last configuration change at Sun Sep 20 22:27:46 2026 by clab|!|hostname a|!|end")]
    [InlineData("Building configuration...|!! IOS XR Configuration 7.5.2|hostname a|!|end")]
    public void Configs_compare_without_their_headers(string output) => Assert.Equal("hostname a\n!\nend\n", CiscoXrOutput.Config(output.Split('|')));

    [Theory]
    [InlineData("Building configuration...|!! IOS XR Configuration version = 6.5.3|+  interface Loopback1|+   description tacocat|   !|end|", "+  interface Loopback1\n+   description tacocat\n   !\n")]
    [InlineData("!! Building configuration...|!! IOS XR Configuration 24.3.1|#  interface Loopback0|#   description x|   !|end", "#  interface Loopback0\n#   description x\n   !\n")]
    [InlineData("!! Building configuration...|!! IOS XR Configuration 24.3.1|end", "")]
    [InlineData("Sat May 29 13:11:54.413 UTC|Building configuration...|!! IOS XR Configuration version = 6.5.3|end||", "")]
    public void A_diff_is_what_is_marked(string output, string diff) => Assert.Equal(diff, CiscoXrOutput.Diff(output.Split('|')));

    [Fact]
    public void Reasons_stand_behind_their_commands() => Assert.Equal(
        "'ipv4 address 10.10.10.10 255.255.255.0': ERROR: Invalid ip address; 'router bgp 2': 'bpm' detected the 'fatal' condition",
        CiscoXrOutput.Reasons(["!! SEMANTIC ERRORS: This configuration was rejected by ", "", "interface Loopback2", " ipv4 address 10.10.10.10 255.255.255.0", "!!% ERROR: Invalid ip address", "!", "router bgp 2", "!!% 'bpm' detected the 'fatal' condition", "!", "end"]));

    [Theory]
    [InlineData(30, "30")]
    [InlineData(90.2, "91")]
    [InlineData(65535, "65535")]
    public void A_timer_is_never_shorter_than_asked_for(double seconds, string typed) => Assert.Equal(typed, CiscoXrOutput.Seconds(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("CHG0042 new uplink", "CHG0042 new uplink")]
    [InlineData("two\nlines\tand \"why?\"\x03", "two lines and why")]
    [InlineData("???", "")]
    public void A_message_is_one_line_that_can_be_typed(string message, string typed) => Assert.Equal(typed, CiscoXrOutput.Comment(message));

    [Fact]
    public void A_long_message_is_cut() => Assert.Equal(60, CiscoXrOutput.Comment(new string('x', 300)).Length);
}
