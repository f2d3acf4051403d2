using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>Whatever an IOS XR device says instead of success, the run fails with the device's words.</summary>
public class CiscoXrFailureMarkerTests
{
    private static readonly ProvisionOptions Commit = new() { DryRun = false };

    [Theory]
    [InlineData("% Invalid input detected at '^' marker.")]
    [InlineData("% Incomplete command.")]
    [InlineData("% Ambiguous command:  \"descr x\"")]
    [InlineData("% This command is not authorized")]
    [InlineData("Something that nobody has seen before")]
    public async Task A_config_line_that_is_not_simply_taken_is_a_rejection(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^description", answer));

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        AssertFailed(result, DeviceState.Untouched, ErrorCode.LoadRejected, answer, "line 2");
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("^configure exclusive", "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.", nameof(ErrorCode.DeviceBusy))]
    [InlineData("^configure exclusive", "Cannot enter exclusive mode. A trial commit is underway in another configuration session.", nameof(ErrorCode.DeviceBusy))]
    [InlineData("^configure exclusive", "% This command is not authorized", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("^configure exclusive", "Something that nobody has seen before", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("^terminal length", "% This command is not authorized", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("^show configuration sessions", "% Invalid input detected at '^' marker.", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("^show configuration sessions", "Something that nobody has seen before", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("^show configuration commit list", "Something that nobody has seen before", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("^show commit changes diff", "% Invalid input detected at '^' marker.", nameof(ErrorCode.DiffFailed))]
    public async Task A_refusal_before_the_commit_leaves_the_device_untouched(string command, string answer, string code)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse(command, answer));
        var before = await Truth.OfAsync(bed);

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        AssertFailed(result, DeviceState.Untouched, answer);
        Assert.Equal(code, result.Error!.Code.Reason);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Theory]
    [InlineData("% Failed to commit .. As an error (Unknown) encountered during commit operation.")]
    [InlineData("% Failed to commit one or more configuration items during an atomic operation. No changes have been made. Please issue 'show configuration failed if-committed' from this session to view the errors")]
    [InlineData("No configuration changes to commit.")]
    [InlineData("% This command is not authorized")]
    [InlineData("Something that nobody has seen before")]
    public async Task A_commit_that_does_not_show_among_the_commits_is_a_failure(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^commit ", answer));
        var before = await Truth.OfAsync(bed);

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        AssertFailed(result, DeviceState.Untouched, ErrorCode.CommitFailed, answer);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_with_the_devices_reasons()
    {
        await using var bed = Bed();
        var before = await Truth.OfAsync(bed);

        var result = await BedRun.RunAsync(bed, "router bgp 65999\n neighbor 192.0.2.9\n  remote-as 1\n !\n!\n", Commit);

        AssertFailed(result, DeviceState.Untouched, ErrorCode.CommitFailed,
            "% Failed to commit one or more configuration items during a pseudo-atomic operation", "'router bgp 65999'", "Another autonomous system is configured");
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("% Cannot commit because there is an unexpired trial/rollback session '00001000-00005b40-00000000'.")]
    [InlineData("% Failed to commit. The Configuration Namespace is locked by another agent.")]
    public async Task A_commit_that_somebody_else_is_in_the_way_of_is_not_forced(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^commit ", answer));

        AssertFailed(await BedRun.RunAsync(bed, bed.Merges[0], Commit), DeviceState.Untouched, ErrorCode.DeviceBusy, answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_somebody_has_committed_meanwhile_nothing_is_committed(bool replace)
    {
        await using var bed = Bed();
        var config = replace ? bed.Replacements[0] : bed.Merges[0];

        var result = await BedRun.RunAsync(bed, config, Commit with { ReplaceConfig = replace }, (verb, action) =>
        {
            if (verb == CutVerb.Commit)
            {
                bed.Lab.ChangeRunning("snmp-server location elsewhere");
            }

            return action();
        });

        AssertFailed(result, DeviceState.Untouched, ErrorCode.DeviceBusy, "One or more commits have occurred from other configuration sessions");
        Assert.Contains("elsewhere", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Empty(bed.Lab.Journal.Of(LabWrite.Committed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Before_release_7_a_message_and_a_timer_do_not_go_together()
    {
        await using var bed = new CiscoXrBed(options: new() { Version = "6.5.3" });

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit with { CommitMessage = "CHG0042" });

        AssertFailed(result, DeviceState.Untouched, ErrorCode.PrerequisiteMissing, "% Invalid input detected", "confirm timeout");
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("No configuration changes to commit.")]
    [InlineData("% Failed to commit")]
    [InlineData("Something that nobody has seen before")]
    public async Task A_confirmation_that_is_not_confirmed_brings_the_old_config_back(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^commit$", answer));
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        Assert.Equal((ProvisionOutcome.RolledBack, ErrorCode.ConfirmFailed), (result.Outcome, result.Error!.Code));
        Assert.Contains(answer, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_persistent_config_that_differs_is_not_saved()
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^show configuration persistent diff", "+  hostname other"));

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit);

        Assert.Equal((DeviceState.Committed, ErrorCode.SaveFailed), (result.DeviceState, result.Error!.Code));
        Assert.Contains("hostname other", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_persistent_config_cannot_be_compared_the_commit_database_tells()
    {
        await using var bed = new CiscoXrBed(options: new() { ShowsPersistent = false });

        Assert.Equal(ProvisionOutcome.Changed, (await BedRun.RunAsync(bed, bed.Merges[0], Commit)).Outcome);
    }

    /// <summary>Neither the comparison nor the commit database says that this run's commit was kept.</summary>
    [Fact]
    public async Task Where_nothing_tells_of_the_commit_any_more_it_counts_as_not_saved()
    {
        await using var bed = new CiscoXrBed(options: new() { ShowsPersistent = false });

        var result = await BedRun.RunAsync(bed, bed.Merges[0], Commit, async (verb, action) =>
        {
            _ = verb == CutVerb.Save ? bed.Lab.Faults.Refuse("^show configuration commit list", "1    1000000009        admin     vty0:node0_RP0_C CLI        Tue Nov 24 10:00:00 2026") : null;
            await action();
        });

        Assert.Equal((DeviceState.Committed, ErrorCode.SaveFailed), (result.DeviceState, result.Error!.Code));
    }

    [Theory]
    [InlineData("% Invalid rollback point")]
    [InlineData("Something that nobody has seen before")]
    public async Task A_rollback_that_does_not_say_that_it_succeeded_is_a_failure(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("^rollback configuration", answer));

        var result = await BedRun.RunAsync(bed, "hostname xr1\nsnmp-server location here\n", Commit with { ConfirmTimeout = null }, async (verb, action) =>
        {
            await action();
            _ = verb == CutVerb.Commit ? throw new CommitException(ErrorCode.CommitFailed, "The answer got lost.") : 0;
        });

        Assert.Equal((ErrorCode.RollbackFailed, DeviceState.Unknown), (result.Error!.Code, result.DeviceState));
        Assert.Contains(answer, result.Error.Message, StringComparison.Ordinal);
    }

    private static CiscoXrBed Bed(Action<LabDevice>? arrange = null) => new(arrange);

    private static void AssertFailed(ProvisionResult result, DeviceState state, ErrorCode code, params string[] said)
    {
        AssertFailed(result, state, said);
        Assert.Equal(code, result.Error!.Code);
    }

    private static void AssertFailed(ProvisionResult result, DeviceState state, params string[] said)
    {
        Assert.Equal((ProvisionOutcome.Failed, state), (result.Outcome, result.DeviceState));
        Assert.All(said, text => Assert.Contains(text, result.Error!.Message, StringComparison.Ordinal));
    }
}
