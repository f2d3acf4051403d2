using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>
/// Servers with :confirmed-commit:1.0 only: a commit that is not confirmed goes back when its session ends, and only that
/// session can confirm it (RFC 4741, section 8.4).
/// </summary>
public class NetconfBoundCommitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_verified_in_a_new_session_and_confirmed_in_its_own()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("merged-a", await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Lost_before_the_confirmation_the_old_config_is_back()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();
        bed.Lab.Faults.CutBefore("<commit[^>]*/>");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Equal(before, await bed.RunningAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task When_the_answer_to_the_confirmation_is_lost_it_counts()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        bed.Lab.Faults.CutAfter("<commit[^>]*/>");

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("merged-a", await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task When_the_answer_to_the_commit_is_lost_the_old_config_is_back()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();
        bed.Lab.Faults.CutAfter("<commit.*<confirmed");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.ConnectionLost);
        Assert.Equal(before, await bed.RunningAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_refused_confirmation_is_rolled_back()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();
        bed.Lab.Faults.Refuse("<commit[^>]*/>", "no", times: 1);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Equal(before, await bed.RunningAsync());
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Closing_the_session_takes_it_back()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();
        await using (var session = await engine.OpenAsync("00c0ffee"))
        {
            await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Cancellation);
            await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Cancellation);
            Assert.True(await bed.IsPendingAsync());
        }

        Assert.Equal(before, await bed.RunningAsync());
    }

    [Fact]
    public async Task The_committing_session_can_take_it_back_itself()
    {
        await using var bed = Bed();
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();
        await using var session = await engine.OpenAsync("00c0ffee");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Cancellation);
        await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Cancellation);

        await session.RollbackAsync(Cancellation);

        Assert.Equal(before, await bed.RunningAsync());
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    private static NetconfBed Bed() => new(options: new() { ConfirmedCommit = "1.0" });
}
