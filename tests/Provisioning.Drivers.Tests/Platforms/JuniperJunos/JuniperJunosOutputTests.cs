using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Platforms.JuniperJunos;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>Replies as Juniper's guides show them and as users have recorded them.</summary>
public class JuniperJunosOutputTests
{
    // Recorded on Junos 24.4 (names changed): pending, then confirmed by a check, then rolled back by the timer.
    private const string Pending = """
        <commit-history><sequence-number>0</sequence-number><user>netops</user><client>netconf</client><date-time seconds="1791237823">2026-10-05 22:03:43 UTC</date-time><comment>commit confirmed, rollback in 5mins</comment><log>prv-0a1b2c3d: change</log><commit-confirmed>rollback pending</commit-confirmed></commit-history>
        """;

    private const string Confirmed = """
        <commit-history><sequence-number>0</sequence-number><user>netops</user><client>netconf</client><date-time xmlns:junos="http://xml.juniper.net/junos/24.4R0/junos" junos:seconds="1791237823">2026-10-05 22:03:43 UTC</date-time><comment>commit confirmed, rollback in 5mins</comment><log>change</log></commit-history>
        """;

    private const string RolledBack = """
        <commit-history><sequence-number>0</sequence-number><user>root</user><client>other</client><date-time seconds="1791238157">2026-10-05 22:09:17 UTC</date-time></commit-history>
        <commit-history><sequence-number>1</sequence-number><user>netops</user><client>netconf</client><date-time seconds="1791237823">2026-10-05 22:03:43 UTC</date-time><comment>commit confirmed, rollback in 5mins</comment><log>prv-0a1b2c3d: change</log></commit-history>
        """;

    [Fact]
    public void A_pending_commit_is_known_by_its_mark_with_its_run_and_time()
    {
        var state = State(Pending, now: 1791237823 + 60);

        Assert.Equal(new PendingCommit("0a1b2c3d", TimeSpan.FromMinutes(4)), state.Pending);
    }

    [Fact]
    public void A_rollback_that_is_due_has_no_time_left() => Assert.Equal(TimeSpan.Zero, State(Pending, now: 1791237823 + 301).Pending!.Remaining);

    [Fact]
    public void A_pending_commit_with_a_strange_comment_is_pending_all_the_same() =>
        Assert.Equal(new PendingCommit("0a1b2c3d", null), State(Pending.Replace("5mins", "9m30s", StringComparison.Ordinal), now: 1791237823).Pending);

    [Theory]
    [InlineData(Confirmed)]
    [InlineData(RolledBack)]
    [InlineData("")]
    public void The_comment_alone_says_nothing_for_it_stays(string history) => Assert.Null(State(history, now: 1791237823).Pending);

    [Theory]
    [InlineData("prv-0a1b2c3d", "0a1b2c3d")]
    [InlineData("prv-0a1b2c3d: note", "0a1b2c3d")]
    [InlineData("prv-0a1b2c3dd", null)]
    [InlineData("see prv-0a1b2c3d", null)]
    [InlineData("", null)]
    public void A_run_is_known_by_how_the_log_begins(string log, string? runId) => Assert.Equal(runId, new JunosCommitEntry("u", "cli", 0, "", log, false).RunId);

    [Theory]
    [InlineData("", "bob via cli")]
    [InlineData("fix it", "bob via cli (fix it)")]
    public void Others_are_named_by_user_client_and_log(string log, string owner) => Assert.Equal(owner, new JunosCommitEntry("bob", "cli", 0, "", log, false).Owner);

    [Theory]
    [InlineData("<output>nothing</output>")]
    [InlineData("<commit-information><commit-history><sequence-number>1</sequence-number></commit-history></commit-information>")]
    [InlineData("<commit-information><commit-history><sequence-number>0</sequence-number><user>u</user></commit-history></commit-information>")]
    [InlineData("<commit-information><commit-history><sequence-number>0</sequence-number><date-time seconds=\"soon\"/></commit-history></commit-information>")]
    public void What_is_no_history_is_a_format_error(string reply) => Assert.Throws<FormatException>(() => JuniperJunosOutput.History(Reply(reply)));

    [Fact]
    public void The_rescue_configuration_is_no_commit() =>
        Assert.Empty(JuniperJunosOutput.History(Reply("<commit-information><commit-history><sequence-number>rescue</sequence-number></commit-history></commit-information>")));

    [Theory]
    [InlineData("<system-uptime-information xmlns=\"http://xml.juniper.net/junos/21.4R0/junos\"><current-time><date-time seconds=\"17\"/></current-time></system-uptime-information>")]
    [InlineData("<multi-routing-engine-results><multi-routing-engine-item><re-name>fpc0</re-name><system-uptime-information><current-time><date-time seconds=\"17\"/></current-time><system-booted-time><date-time seconds=\"1\"/></system-booted-time></system-uptime-information></multi-routing-engine-item></multi-routing-engine-results>")]
    public void The_clock_is_found_also_in_the_answer_of_a_chassis(string reply) => Assert.Equal(17, JuniperJunosOutput.Now(Reply(reply)));

    [Theory]
    [InlineData("<load-configuration-results><ok/></load-configuration-results>", true)]
    [InlineData("<load-configuration-results xmlns=\"http://xml.juniper.net/junos/12.3R1/junos\"><load-success/></load-configuration-results>", true)]
    [InlineData("<load-configuration-results><rpc-error><error-severity>warning</error-severity><error-message>statement not found</error-message></rpc-error><ok/></load-configuration-results>", true)]
    [InlineData("<load-configuration-results/>", false)]
    [InlineData("<load-configuration-results><load-error-count>1</load-error-count><ok/></load-configuration-results>", false)]
    [InlineData("<ok/>", true)]
    [InlineData("", false)]
    public void A_load_must_say_that_it_is_done(string reply, bool loaded) => Assert.Equal(loaded, JuniperJunosOutput.SaysLoaded(Reply(reply)));

    [Theory]
    [InlineData("<ok/>", true)]
    [InlineData("<commit-results><routing-engine><name>re0</name><commit-success/></routing-engine></commit-results>", true)]
    [InlineData("<commit-results><routing-engine><name>re0</name><commit-check-success/></routing-engine></commit-results>", false)]
    [InlineData("<commit-results><routing-engine><name>re0</name><commit-success/></routing-engine><routing-engine><name>re1</name></routing-engine></commit-results>", false)]
    [InlineData("<commit-results><routing-engine><name>re0</name></routing-engine></commit-results><ok/>", false)]
    [InlineData("<commit-results/>", false)]
    [InlineData("", false)]
    public void A_commit_is_done_when_every_routing_engine_says_so(string reply, bool done) => Assert.Equal(done, JuniperJunosOutput.SaysDone(Reply(reply), "commit-success"));

    [Theory]
    [InlineData("\n## Last commit: 2024-01-01 10:00:00 UTC by admin\nversion 21.4R3.15;\nsystem {\n}\n\n", "version 21.4R3.15;\nsystem {\n}\n")]
    [InlineData("## Last changed: 2024-01-01 10:00:00 UTC\n\nsystem;\n## Last commit: stays\n", "system;\n## Last commit: stays\n")]
    public void A_config_is_read_without_its_date(string text, string config) => Assert.Equal(config, JuniperJunosOutput.Config(Reply($"<configuration-text xmlns=\"http://xml.juniper.net/xnm/1.1/xnm\">{text}</configuration-text>")));

    [Fact]
    public void What_is_no_config_is_a_format_error() => Assert.Throws<FormatException>(() => JuniperJunosOutput.Config(Reply("<configuration/>")));

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\n[edit system]\n-  host-name a;\n+  host-name b;\n", "[edit system]\n-  host-name a;\n+  host-name b;\n")]
    [InlineData("\n[edit interfaces]\n!    inactive: ge-0/0/0 { ... }\n", "[edit interfaces]\n!    inactive: ge-0/0/0 { ... }\n")]
    public void A_difference_is_what_stands_between_its_line_feeds(string output, string difference) =>
        Assert.Equal(difference, JuniperJunosOutput.Difference(Reply($"<configuration-information><configuration-output>{output}</configuration-output></configuration-information>")));

    private static JunosState State(string history, long now) => new(JuniperJunosOutput.History(Reply($"<commit-information>{history}</commit-information>")), now);

    private static System.Xml.Linq.XElement Reply(string content) => NetconfXml.Parse($"<rpc-reply xmlns=\"{NetconfXml.Base}\">{content}</rpc-reply>");
}
