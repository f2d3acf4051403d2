using Provisioning.Drivers.Platforms.NokiaSrl;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

public class NokiaSrlOutputTests
{
    [Fact]
    public void The_commit_that_waits_is_the_unconfirmed_one()
    {
        var state = State(
            "set / system configuration commit 1 type shared", "set / system configuration commit 1 status complete",
            "set / system configuration commit 12 name prv-00c0ffee-1a2b", "set / system configuration commit 12 status unconfirmed", "set / system configuration commit 12 username admin");

        Assert.Equal(new("prv-00c0ffee-1a2b", "admin"), state.Pending);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("failed")]
    [InlineData("reverting")]
    public void Any_other_status_is_not_waiting(string status) =>
        Assert.Null(State($"set / system configuration commit 2 status {status}").Pending);

    [Fact]
    public void Candidates_and_checkpoints_are_listed_by_name()
    {
        var state = State(
            "set / system configuration candidate default type shared", "set / system configuration candidate \"two words\" type private", "set / system configuration candidate \"two words\" username bob",
            "set / system configuration checkpoint 0 name prv-00c0ffee", "set / system configuration checkpoint 0 comment \"name x\"", "set / system configuration checkpoint 1 name \"before \\\"bgp\\\"\"");

        Assert.Equal(["default", "two words"], state.Candidates);
        Assert.Equal(["prv-00c0ffee", "before \"bgp\""], state.Checkpoints);
    }

    [Fact]
    public void Whoever_configures_exclusively_is_named() => Assert.Equal(
        "'bob' in candidate 'default'",
        State("set / system configuration session 4 exclusive false", "set / system configuration session 7 name default", "set / system configuration session 7 exclusive true", "set / system configuration session 7 username bob").Exclusive);

    [Theory]
    [InlineData(10, false)]
    [InlineData(3, false, "set / system configuration max-checkpoints 3")]
    [InlineData(10, true, "set / system configuration auto-checkpoint true")]
    public void How_many_checkpoints_are_kept_is_known(int most, bool drops, params string[] lines)
    {
        var state = State([.. lines, "set / system configuration idle-timeout 10080"]);

        Assert.Equal((most, drops), (state.MostCheckpoints, state.DropsCheckpoints));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Parsing error: Unknown token 'flat'. Options are ['#']")]
    [InlineData("    system {")]
    public void Any_other_answer_is_a_format_error(string answer) => Assert.Throws<FormatException>(() => State(answer));

    [Theory]
    [InlineData("||a|b||", "a\nb\n")]
    [InlineData("", "")]
    [InlineData("| |", "")]
    [InlineData("      interface x {|+         mtu 1|      }", "      interface x {\n+         mtu 1\n      }\n")]
    public void Texts_lose_the_blank_lines_around_them(string output, string text) => Assert.Equal(text, NokiaSrlOutput.Text(output.Split('|')));

    [Theory]
    [InlineData(10, "10")]
    [InlineData(90.2, "91")]
    [InlineData(3600, "3600")]
    public void A_timer_is_never_shorter_than_asked_for(double seconds, string typed) => Assert.Equal(typed, NokiaSrlOutput.Seconds(TimeSpan.FromSeconds(seconds)));

    private static SrlState State(params string[] lines) => NokiaSrlOutput.State(lines);
}
