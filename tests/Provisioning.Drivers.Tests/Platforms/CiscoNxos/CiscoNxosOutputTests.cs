using Provisioning.Drivers.Platforms.CiscoNxos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

public class CiscoNxosOutputTests
{
    private static readonly string[] Success = ["Last operation : Config-replace to user config", "Details:", "  Operation Status: Success"];

    [Fact]
    public void Running_and_startup_compare_without_their_headers()
    {
        var running = CiscoNxosOutput.Config(["", "!Command: show running-config", "!Running configuration last done at: Thu Mar  4 00:23:17 2021", "!Time: Thu Mar  4 01:17:44 2021", "", "version 9.2(4) Bios:version  ", "hostname leaf1", "cli alias name prv00c0ffee show config-replace status", ""]);
        var startup = CiscoNxosOutput.Config(["!Command: show startup-config", "!No configuration change since last restart", "!Time: Thu Mar  4 01:17:45 2021", "!Startup config saved at: Thu Mar  4 01:00:00 2021", "", "version 9.2(4) Bios:version  ", "hostname leaf1"]);

        Assert.Equal("version 9.2(4) Bios:version\nhostname leaf1\n", running);
        Assert.Equal(running, startup);
    }

    [Fact]
    public void A_config_is_the_same_with_and_without_a_mark_between_its_parts()
    {
        string[] mark = ["cli alias name prv00c0ffee show config-replace status", ""];

        Assert.Equal(CiscoNxosOutput.Config(["hostname a", "", "vlan 1"]), CiscoNxosOutput.Config(["hostname a", "", .. mark, "vlan 1"]));
    }

    [Theory]
    [InlineData("cli alias name wr copy running-config startup-config")]
    [InlineData("cli alias name prv show clock")]
    [InlineData("  description !Time: no header")]
    public void Lines_of_the_user_stay(string line) => Assert.Contains(line, CiscoNxosOutput.Config(["hostname a", line]), StringComparison.Ordinal);

    [Theory]
    [InlineData("  Commit Timer: 295 seconds left", 295)]
    [InlineData("Commit-timeout : 60 sec", 60)]
    [InlineData("Run 'configure replace commit' to keep the change", null)]
    public void Whatever_speaks_of_a_timer_is_taken_for_one(string line, int? seconds)
    {
        var pending = CiscoNxosOutput.Pending([.. Success, line], ["cli alias name prv00c0ffee show config-replace status"]);

        Assert.True(pending.IsOf("00c0ffee"));
        Assert.False(pending.IsOf("0badcafe"));
        Assert.Equal(seconds, pending.Remaining?.TotalSeconds);
    }

    [Theory]
    [InlineData("  Commit Timer: expired")]
    [InlineData("  Commit timer is not running")]
    [InlineData("  Commit Timeout: 0")]
    [InlineData("  Operation Status: Success")]
    public void A_timer_that_does_not_run_is_none(string line) => Assert.False(CiscoNxosOutput.Pending([.. Success, line], []).TimerRuns);

    [Theory]
    [InlineData(false, "                      ^", "% Invalid command at '^' marker.")]
    [InlineData(false, "% Invalid parameter")]
    [InlineData(true, "Last operation : None")]
    [InlineData(true, "")]
    public void A_device_without_configure_replace_does_not_know_its_status(bool has, params string[] status) =>
        Assert.Equal(has, CiscoNxosOutput.Pending(status, []).HasReplace);

    [Theory]
    [InlineData("Collecting Running-Config|Converting to checkpoint file|#Generating Rollback Patch|!!|no role name abc", "no role name abc\n")]
    [InlineData("Version match between user file and running configuration.|Pre-check for User config PASSED|Collecting Running-Config|Generating Rollback Patch|Rollback Patch is Empty|", "")]
    [InlineData("#Generating Rollback Patch|!!|`config t `|`cli alias name prv00c0ffee show config-replace status`|`exit`", "")]
    [InlineData("....|config t|interface Ethernet1/1|description a|exit|no cli alias name prv00c0ffee", "config t\ninterface Ethernet1/1\ndescription a\nexit\n")]
    public void A_patch_is_its_commands_without_marks(string output, string patch) => Assert.Equal(patch, CiscoNxosOutput.Patch(output.Split('|')));

    [Theory]
    [InlineData("cbf3e3e46c43066aa93cdbad3990a700", "cbf3e3e46c43066aa93cdbad3990a700")]
    [InlineData("No such file or directory", null)]
    [InlineData("cbf3e3e46c43066aa93cdbad3990a700ff", null)]
    public void The_MD5_sum_is_found(string output, string? sum) => Assert.Equal(sum, CiscoNxosOutput.Md5([output]));

    [Theory]
    [InlineData(30, "30")]
    [InlineData(90.2, "91")]
    [InlineData(3600, "3600")]
    public void A_timer_is_never_shorter_than_asked_for(double seconds, string typed) => Assert.Equal(typed, CiscoNxosOutput.Timeout(TimeSpan.FromSeconds(seconds)));
}
