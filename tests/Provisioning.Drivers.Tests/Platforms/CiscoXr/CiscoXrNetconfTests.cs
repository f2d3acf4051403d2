using System.Xml.Linq;
using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>What an IOS XR NETCONF server says instead of success, and what it must not be believed.</summary>
public class CiscoXrNetconfTests
{
    private static readonly ProvisionOptions Commit = new() { DryRun = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("^<lock ", "<rpc-error><error-type>protocol</error-type><error-tag>lock-denied</error-tag><error-severity>error</error-severity><error-message>held</error-message><error-info><session-id>7</session-id></error-info></rpc-error>", "NETCONF session 7", nameof(ErrorCode.DeviceBusy))]
    [InlineData("^<lock ", "The lock cannot be had", "The lock cannot be had", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("^<edit-config ", "Line 3 is wrong", "Line 3 is wrong", nameof(ErrorCode.LoadRejected))]
    [InlineData("^<edit-config ", "<rpc-error><error-type>protocol</error-type><error-tag>unknown-namespace</error-tag><error-severity>error</error-severity></rpc-error>", "7.0 or later", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("^<get-cli-config-diff", "No diff today", "No diff today", nameof(ErrorCode.DiffFailed))]
    [InlineData("^<get-cli-config-diff", "<ok/>", "<ok", nameof(ErrorCode.DiffFailed))]
    [InlineData("^<get-config ", "<ok/>", "without a config", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("^<get ", "<data/>", "tells of no commit", nameof(ErrorCode.UnexpectedAnswer))]
    public async Task A_refusal_before_the_commit_leaves_the_device_untouched(string operation, string answer, string said, string code)
    {
        await using var bed = new CiscoXrNetconfBed(lab => lab.Faults.Refuse(operation, answer));
        var before = await Truth.OfAsync(bed);

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        AssertFailed(result, DeviceState.Untouched, code, said);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task An_answer_to_the_load_that_is_neither_ok_nor_an_error_is_a_failure()
    {
        await using var bed = new CiscoXrNetconfBed(lab => lab.Faults.Refuse("^<edit-config ", "<maybe/>"));

        AssertFailed(await BedRun.RunAsync(bed, bed.Merges[0], Commit), DeviceState.Untouched, nameof(ErrorCode.LoadRejected), "neither ok nor an error");
    }

    [Theory]
    [InlineData("The system is busy with itself", "The system is busy with itself", nameof(ErrorCode.CommitFailed))]
    [InlineData("<maybe/>", "neither ok nor an error", nameof(ErrorCode.CommitFailed))]
    [InlineData("<ok/>", "no new commit", nameof(ErrorCode.CommitFailed))]
    [InlineData("Cannot commit because there is an unexpired trial/rollback session '1'.", "unexpired trial", nameof(ErrorCode.DeviceBusy))]
    [InlineData("The Configuration Namespace is locked by another agent.", "locked by another agent", nameof(ErrorCode.DeviceBusy))]
    public async Task A_commit_that_does_not_show_among_the_commits_is_a_failure(string answer, string said, string code)
    {
        await using var bed = new CiscoXrNetconfBed(lab => lab.Faults.Refuse("^<commit ", answer));
        var before = await Truth.OfAsync(bed);

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        AssertFailed(result, DeviceState.Untouched, code, said);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_with_the_devices_reasons()
    {
        await using var bed = new CiscoXrNetconfBed();

        var result = await BedRun.RunAsync(bed, "router bgp 65999\n neighbor 192.0.2.9\n  remote-as 1\n !\n!\n", Commit);

        AssertFailed(result, DeviceState.Untouched, nameof(ErrorCode.CommitFailed), "router bgp 65999");
        Assert.Contains("Another autonomous system is configured", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_confirmed_commits_a_timer_is_refused_before_anything_changes()
    {
        await using var bed = new CiscoXrNetconfBed(options: new() { ConfirmsOverNetconf = false });
        var before = await Truth.OfAsync(bed);

        AssertFailed(await BedRun.RunAsync(bed, bed.Merges[0], Commit), DeviceState.Untouched, nameof(ErrorCode.PrerequisiteMissing), "ConfirmTimeout");
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Equal(ProvisionOutcome.Changed, (await BedRun.RunAsync(bed, bed.Merges[0], Commit with { ConfirmTimeout = null })).Outcome);
    }

    [Theory]
    [InlineData("Not now", "Not now")]
    [InlineData("<maybe/>", "neither ok nor an error")]
    [InlineData("<ok/>", "still shows a commit")]
    public async Task A_confirmation_that_is_not_confirmed_brings_the_old_config_back(string answer, string said)
    {
        await using var bed = new CiscoXrNetconfBed(lab => lab.Faults.Refuse("^<commit [^>]*><persist-id", answer));
        var running = await bed.RunningAsync();

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        Assert.Equal((ProvisionOutcome.RolledBack, ErrorCode.ConfirmFailed), (result.Outcome, result.Error!.Code));
        Assert.Contains(said, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(running, await bed.RunningAsync());
    }

    [Fact]
    public async Task A_lost_commit_without_a_timer_is_rolled_back_by_the_commit_database()
    {
        await using var bed = new CiscoXrNetconfBed();
        var running = await bed.RunningAsync();

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit with { ConfirmTimeout = null }, LoseTheAnswer);

        Assert.Equal(DeviceState.RolledBack, result.DeviceState);
        Assert.Equal(running, await bed.RunningAsync());
    }

    [Fact]
    public async Task What_another_has_committed_since_is_not_rolled_back_with_it()
    {
        await using var bed = new CiscoXrNetconfBed();

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit with { ConfirmTimeout = null }, async (verb, action) =>
        {
            await action();
            if (verb == CutVerb.Commit)
            {
                bed.Lab.ChangeRunning("snmp-server location elsewhere");
                throw new CommitException(ErrorCode.CommitFailed, "The answer got lost.");
            }
        });

        Assert.Equal(ErrorCode.RollbackFailed, result.Error!.Code);
        Assert.Contains("elsewhere", bed.Lab.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_has_committed_in_place_of_the_run_is_not_rolled_back()
    {
        await using var bed = new CiscoXrNetconfBed();

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit with { ConfirmTimeout = null }, (verb, action) =>
        {
            if (verb != CutVerb.Commit)
            {
                return action();
            }

            bed.Lab.ChangeRunning("snmp-server location elsewhere");
            throw new CommitException(ErrorCode.CommitFailed, "The commit got lost on its way.");
        });

        Assert.Equal(ErrorCode.RollbackFailed, result.Error!.Code);
        Assert.Contains("elsewhere", bed.Lab.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_at_the_command_line_is_left_alone()
    {
        await using var bed = new CiscoXrNetconfBed();
        await using var human = await CiscoXrHuman.LogInAsync(bed);
        await human.TypeAsync("configure exclusive");

        AssertFailed(await BedRun.RunAsync(bed, bed.Merges[0], Commit), DeviceState.Untouched, nameof(ErrorCode.DeviceBusy), "locked by");
    }

    [Fact]
    public async Task A_commit_at_the_command_line_that_waits_is_left_alone()
    {
        await using var bed = new CiscoXrNetconfBed();
        await using var human = await CiscoXrHuman.LogInAsync(bed);
        await human.TypeAsync("configure", "snmp-server location here", "commit confirmed 120");

        AssertFailed(await BedRun.RunAsync(bed, bed.Merges[0], Commit), DeviceState.Untouched, nameof(ErrorCode.DeviceBusy), "on vty0 since");
        Assert.True(await bed.IsPendingAsync());
    }

    [Fact]
    public void What_XML_would_act_on_is_escaped()
    {
        const string Text = "interface Loopback0\n description a & b < c > d &amp; ]]> <!-- x -->\n";

        var sent = CiscoXrNetconf.Load(Text, LoadOperation.Merge).ToString(SaveOptions.DisableFormatting);

        Assert.Contains("a &amp; b &lt; c &gt; d &amp;amp; ]]&gt; &lt;!-- x --&gt;", sent, StringComparison.Ordinal);
        Assert.Equal(Text, XElement.Parse(sent, LoadOptions.PreserveWhitespace).Descendants().Last().Value);
    }

    [Theory]
    [InlineData("!! IOS XR Configuration 7.5.2\n!! Last configuration change at x by y\nhostname a\n!\nend\n", "hostname a\n!\n")]
    [InlineData("Building configuration...\nhostname a\nbanner motd ^\nend\n^\nend\n\n", "hostname a\nbanner motd ^\nend\n^\n")]
    [InlineData("hostname a", "hostname a\n")]
    public void What_only_a_screen_has_is_not_loaded(string config, string loaded) => Assert.Equal(loaded, CiscoXrNetconf.Text(config));

    [Theory]
    [InlineData("hostname a\nbanner motd ^\nx\x03\n^\n", "Line 3, column 2", @"'\x03'")]
    [InlineData("description \x1b[2J\n", "Line 1, column 13", @"'\x1b'")]
    public void What_XML_does_not_have_is_refused_with_its_place(string config, params string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => CiscoXrNetconf.Text(config));

        Assert.Equal(ErrorCode.IntendedConfigUnsendable, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Characters_beyond_the_first_plane_go_through() => Assert.Equal("description \U0001F600\n", CiscoXrNetconf.Text("description \U0001F600\n"));

    private static async Task LoseTheAnswer(CutVerb verb, Func<Task> action)
    {
        await action();
        _ = verb == CutVerb.Commit ? throw new CommitException(ErrorCode.CommitFailed, "The answer got lost.") : 0;
    }

    private static void AssertFailed(ProvisionResult result, DeviceState state, string code, string said)
    {
        Assert.Equal((ProvisionOutcome.Failed, state, code), (result.Outcome, result.DeviceState, result.Error!.Code.Reason));
        Assert.Contains(said, result.Error.Message, StringComparison.Ordinal);
    }
}
