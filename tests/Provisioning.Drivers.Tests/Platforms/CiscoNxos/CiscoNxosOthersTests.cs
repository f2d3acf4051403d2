using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.CiscoNxos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

/// <summary>Others at work, and commit timers that do not behave as hoped.</summary>
public class CiscoNxosOthersTests
{
    public static TheoryData<bool> Transports => [false, true];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_commit_timer_that_somebody_started_by_hand_blocks_the_run(bool nxapi)
    {
        await using var bed = new CiscoNxosBed(nxapi: nxapi);
        await using var engine = new LabEngine(bed);
        await using var connection = await engine.ConnectAsync();
        await connection.ExecuteAsync("copy running-config bootflash:mine\nconfigure terminal\nhostname leaf7\nend\nconfigure replace bootflash:mine commit-timeout 300", null, TestContext.Current.CancellationToken);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("configure replace", result.Error!.Message, StringComparison.Ordinal);
        Assert.True(await bed.IsPendingAsync());
    }

    [Fact]
    public async Task A_pending_commit_tells_how_long_it_has()
    {
        await using var bed = new CiscoNxosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await engine.OpenAsync("0badcafe");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, TestContext.Current.CancellationToken);
        await session.CommitAsync(new(TimeSpan.FromMinutes(2), null), TestContext.Current.CancellationToken);

        Assert.Equal(new PendingCommit("0badcafe", TimeSpan.FromMinutes(2)), await session.GetPendingCommitAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_change_of_somebody_else_since_the_diff_is_not_replaced_away(bool nxapi)
    {
        await using var bed = new CiscoNxosBed(nxapi: nxapi);
        await using var engine = ChangedBy(bed, CutVerb.Commit, "vlan 77", bed.Replacements[0]);

        Ended.As(await engine.RunAsync(new() { DryRun = false, ReplaceConfig = true }), ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("vlan 77", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rollback_works_whether_or_not_the_device_allows_it_while_the_timer_runs(bool refuses)
    {
        await using var bed = new CiscoNxosBed(options: With(new() { RefusesRollbackWhilePending = refuses }));
        var running = bed.Lab.Running;
        await using var engine = ChangedBy(bed, CutVerb.Confirm, "interface Ethernet1/1\n  description theirs", null, fails: true);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Equal(running, bed.Lab.Running);
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_that_the_device_does_not_show_is_no_timer(bool replaces)
    {
        await using var bed = new CiscoNxosBed(options: With(new() { StatusTellsTimer = false }));
        var running = bed.Lab.Running;
        await using var engine = new LabEngine(bed, replaces ? bed.Replacements[0] : null);

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = replaces });

        Assert.Equal(ErrorCode.CommitFailed, result.Error!.Code);
        Assert.Contains("shows no commit timer", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task A_timer_that_cannot_be_stopped_after_a_rollback_is_told_of()
    {
        await using var bed = new CiscoNxosBed(lab => lab.Faults.Refuse("^configure replace commit$", "ERROR: try again later"));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Contains("its commit timer cannot be stopped", engine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_without_verdict_on_a_merge_is_told_of()
    {
        await using var bed = new CiscoNxosBed(lab => lab.Faults.Refuse("verify-only$", "Syntax error while parsing 'something of before'"));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("came to no verdict", engine.Log.Text, StringComparison.Ordinal);
    }

    private static LabDeviceOptions With(LabNxosOptions options) => CiscoNxosBed.Options with { Nxos = options };

    private static LabEngine ChangedBy(CiscoNxosBed bed, CutVerb when, string lines, string? config, bool fails = false) => new(bed, config)
    {
        Around = (verb, action) =>
        {
            if (verb == when)
            {
                bed.Lab.ChangeRunning(lines);
                _ = fails ? throw new CommitException(ErrorCode.ConfirmFailed, "The test says so.") : fails;
            }

            return action();
        },
    };
}
