using Provisioning.Drivers.Netconf;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.Netconf;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>Servers without a candidate: the running config is written directly.</summary>
public class NetconfRunningTests
{
    private const string Contact = "<router xmlns=\"urn:example:router\"><contact>somebody else's</contact></router>";
    private static readonly ProvisionOptions WithoutTimer = new() { DryRun = false, ConfirmTimeout = null };

    public static TheoryData<string> Tags => NetconfFailureMarkerTests.Tags;

    public static TheoryData<string> Strange => NetconfFailureMarkerTests.Strange;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_only_reads_and_asks_for_a_check()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(new()), ProvisionOutcome.WouldChange, DeviceState.Untouched);

        var sent = bed.Wire.ToString();
        Assert.DoesNotContain("<edit-config", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("<lock", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("<copy-config", sent, StringComparison.Ordinal);
        Assert.Empty(bed.Lab.Journal.DeviceWrites);
    }

    [Fact]
    public async Task The_diff_foretold_is_what_the_commit_changes()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal((result.Diff!.Added, result.Diff.Removed), (result.AppliedDiff!.Added, result.AppliedDiff.Removed));
    }

    [Fact]
    public async Task A_config_that_somebody_changed_after_the_diff_is_left_alone()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed)
        {
            Around = (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning(Contact);
                }

                return action();
            },
        };

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("somebody else's", await bed.RunningAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("merged-a", await bed.RunningAsync(), StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Whoever_holds_the_lock_is_named_and_left_alone()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var connection = await engine.ConnectAsync();
        await using var other = await NetconfClient.OpenAsync(await connection.OpenSubsystemAsync("netconf", Cancellation), DriverContexts.Create(), Cancellation);
        await other.SendAsync(NetconfOperations.Lock("running"), TimeSpan.FromMinutes(1), Cancellation);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains($"NETCONF session {other.SessionId} holds the lock", result.Error!.Message, StringComparison.Ordinal);
        await other.SendAsync(NetconfOperations.Unlock("running"), TimeSpan.FromMinutes(1), Cancellation);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public async Task A_refused_edit_changes_nothing_and_is_told(string tag)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("<edit-config", NetconfFailureMarkerTests.Error(tag)));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(
            result, ProvisionOutcome.Failed, DeviceState.Untouched,
            tag is "in-use" or "lock-denied" or "resource-denied" ? ErrorCode.DeviceBusy : ErrorCode.CommitFailed);
        Assert.Contains($"{tag}: {NetconfFailureMarkerTests.Said}", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>Without :rollback-on-error what came before the error stays (RFC 6241, 7.2), whatever the error.</summary>
    [Fact]
    public async Task An_edit_that_may_have_been_done_by_half_is_undone_though_the_server_says_that_it_is_busy()
    {
        await using var bed = Bed(
            lab => lab.Faults.Refuse("<edit-config", NetconfFailureMarkerTests.Error("resource-denied"), times: 1),
            NetconfBed.WritableRunning with { RollbackOnError = false });
        var before = await bed.RunningAsync();
        await using var engine = new LabEngine(bed)
        {
            Around = async (verb, action) =>
            {
                try
                {
                    await action();
                }
                catch (CommitException) when (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning("<router xmlns=\"urn:example:router\"><contact>half of it</contact></router>");
                    throw;
                }
            },
        };

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.CommitFailed);
        Assert.Equal(before, await bed.RunningAsync());
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_strange_answer_to_the_edit_is_told(string answer)
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("<edit-config", answer));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.CommitFailed);
        Assert.Contains("neither ok nor", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_says_ok_and_does_nothing_is_found_out()
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("<edit-config", "<ok/>"));
        await using var engine = new LabEngine(bed);

        Assert.Equal(ErrorCode.VerificationFailed, (await engine.RunAsync(WithoutTimer)).Error?.Code);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_way_back_that_is_refused_is_told()
    {
        await using var bed = Bed(lab => lab.Faults.CutAfter("<edit-config").Refuse("<edit-config", NetconfFailureMarkerTests.Error("operation-failed")));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains(NetconfFailureMarkerTests.Said, result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_the_server_does_not_offer_for_a_config_from_outside_is_left_out()
    {
        await using var bed = Bed(lab => lab.Faults.Refuse("<validate", NetconfFailureMarkerTests.Error("operation-not-supported")));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(WithoutTimer), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task A_replacement_takes_other_modules_away_too_and_shows_it()
    {
        await using var bed = Bed(lab => lab.ChangeRunning("<access xmlns=\"urn:example:access\"><enabled>true</enabled></access>"));
        await using var engine = new LabEngine(bed, bed.Replacements[0]);

        var result = await engine.RunAsync(WithoutTimer with { ReplaceConfig = true });

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("-<access xmlns=\"urn:example:access\">", result.Diff!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("access", await bed.RunningAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_on_which_nothing_can_be_written_is_refused()
    {
        await using var bed = Bed(options: NetconfBed.WritableRunning with { WritableRunning = false });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(WithoutTimer);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains(":writable-running", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_both_the_candidate_is_used()
    {
        await using var bed = Bed(options: new() { WritableRunning = true });
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("<commit><confirmed", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    private static NetconfBed Bed(Action<LabDevice>? arrange = null, LabNetconfOptions? options = null) => new(arrange, options ?? NetconfBed.WritableRunning);
}
