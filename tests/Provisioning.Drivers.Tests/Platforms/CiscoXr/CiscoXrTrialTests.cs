using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>IOS XR ties a commit that waits for its confirmation to the session that made it.</summary>
public class CiscoXrTrialTests
{
    private static readonly ProvisionOptions Commit = new() { DryRun = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_confirmed_through_the_session_that_made_it()
    {
        await using var bed = new CiscoXrBed();

        await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        var first = bed.Wire.ToString().Split("=== connection 2")[0];
        Assert.Contains("\ncommit\n", first, StringComparison.Ordinal);
        Assert.Single(bed.Lab.Journal.Of(LabWrite.Confirmed));
    }

    [Fact]
    public async Task A_commit_of_a_human_is_named_by_user_and_line_and_left_alone()
    {
        await using var bed = new CiscoXrBed();
        await using var human = await CiscoXrHuman.LogInAsync(bed);
        await human.TypeAsync("configure", "snmp-server location here", "commit confirmed 120");

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        Assert.Equal((ErrorCode.DeviceBusy, DeviceState.Untouched), (result.Error!.Code, result.DeviceState));
        Assert.Contains("on vty0 since", result.Error.Message, StringComparison.Ordinal);
        Assert.True(await bed.IsPendingAsync());
    }

    [Fact]
    public async Task A_lock_of_a_human_is_named_and_left_alone()
    {
        await using var bed = new CiscoXrBed();
        await using var human = await CiscoXrHuman.LogInAsync(bed);
        await human.TypeAsync("configure exclusive");

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        Assert.Equal((ErrorCode.DeviceBusy, DeviceState.Untouched), (result.Error!.Code, result.DeviceState));
        Assert.Contains("vty0", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("locked by another agent", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal("open", Assert.Single(bed.Lab.Candidates).State);
    }

    [Fact]
    public async Task An_open_session_without_a_lock_is_in_nobodys_way()
    {
        await using var bed = new CiscoXrBed();
        await using var human = await CiscoXrHuman.LogInAsync(bed);
        await human.TypeAsync("configure", "snmp-server location here");

        Assert.Equal(ProvisionOutcome.Changed, (await BedRun.RunAsync(bed, bed.Merges[0], Commit)).Outcome);
        Assert.Contains("location here", Assert.Single(bed.Lab.Candidates).Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_clearing_the_trial_is_refused_the_run_says_that_the_timer_brings_the_old_config_back()
    {
        await using var bed = new CiscoXrBed(options: new() { ClearingEndsTrial = false });
        var running = await bed.RunningAsync();
        bed.CutOnce(CutVerb.Commit, CutMoment.AnswerIsLost, reachableAgain: true);
        var briefly = new ShortRecovery(bed);

        var result = await BedRun.RunAsync(briefly, bed.Merges[0], Commit with { ConfirmTimeout = bed.ShortConfirmTimeout });

        Assert.Equal(DeviceState.CommitPending, result.DeviceState);
        Assert.Contains("goes back to its old config by itself", result.Error!.Message, StringComparison.Ordinal);
        await bed.LetTimeRunOutAsync(bed.ShortConfirmTimeout);
        Assert.Equal(running, await bed.RunningAsync());
    }

    [Fact]
    public async Task A_rollback_that_gives_the_old_name_back_is_followed()
    {
        await using var bed = new CiscoXrBed(lab => lab.Faults.Refuse("^commit$", "% Failed to commit"));

        var result = await BedRun.RunAsync(bed, "hostname renamed-router-with-a-long-name\n", Commit);

        Assert.Equal((ProvisionOutcome.RolledBack, "xr1"), (result.Outcome, bed.Lab.Hostname));
    }

    [Fact]
    public async Task A_name_that_the_configuration_prompt_cuts_is_followed()
    {
        await using var bed = new CiscoXrBed();

        var result = await BedRun.RunAsync(bed, "hostname edge-router-17.pop3.region-north.example\ninterface GigabitEthernet0/0/0/0\n description x\n", Commit);
        Assert.Equal(ProvisionOutcome.Changed, result.Outcome);

        Assert.Equal(ProvisionOutcome.Changed, (await BedRun.RunAsync(bed, bed.Merges[0], Commit)).Outcome);
    }

    [Theory]
    [InlineData("6.5.3", true)]
    [InlineData("7.5.2", false)]
    [InlineData("24.3.1", true)]
    [InlineData("24.3.1", false)]
    public async Task Times_before_the_answers_and_each_releases_headers_are_read_past(string version, bool timesCanBeTurnedOff)
    {
        await using var bed = new CiscoXrBed(options: new() { Version = version, TimestampsCanBeTurnedOff = timesCanBeTurnedOff });

        Assert.Equal(ProvisionOutcome.Changed, (await BedRun.RunAsync(bed, bed.Replacements[0], Commit with { ReplaceConfig = true })).Outcome);
        Assert.Equal(ProvisionOutcome.Unchanged, (await BedRun.RunAsync(bed, bed.Replacements[0], Commit with { ReplaceConfig = true })).Outcome);
    }
}
