using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <content>The connection is lost, at every point at which it matters.</content>
public abstract partial class ConformanceSuite
{
    public static TheoryData<CutMoment> Moments => [CutMoment.BeforeTheDeviceHears, CutMoment.AnswerIsLost];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Cut_during_the_load_nothing_changes_and_nothing_is_left(CutMoment moment)
    {
        await using var bed = await StartAsync();
        var operation = AnOperation(bed);
        var before = await Truth.OfAsync(bed);
        bed.CutOnce(CutVerb.Load, moment, reachableAgain: true);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], Commit);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.ConnectionLost, result.Error!.Code);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Cut_before_the_commit_nothing_changes(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var before = await Truth.OfAsync(bed);
        bed.CutOnce(CutVerb.Commit, CutMoment.BeforeTheDeviceHears, reachableAgain: true);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], Commit);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task When_the_answer_to_the_commit_is_lost_the_device_is_rolled_back(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.CutOnce(CutVerb.Commit, CutMoment.AnswerIsLost, reachableAgain: true);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], Commit);

        AssertEnds(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack);
        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Cut_during_the_confirmation_the_change_is_confirmed_over_a_new_connection(CutMoment moment)
    {
        await using var bed = await StartAsync();
        if (!bed.HasCommitTimer)
        {
            await AssertRefusesTimerAsync(bed);
            return;
        }

        var operation = AnOperation(bed);
        var config = bed.Configs(operation)[0];
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.CutOnce(CutVerb.Confirm, moment, reachableAgain: true);

        var result = await RunAsync(bed, operation, config, Commit);

        if (bed.ConfirmsFromAnySession || moment == CutMoment.AnswerIsLost)
        {
            AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
            Assert.Contains(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
        }
        else
        {
            AssertEnds(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack);
            Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        }

        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Cut_during_the_save_it_is_saved_over_a_new_connection(CutMoment moment)
    {
        await using var bed = await StartAsync();
        var operation = AnOperation(bed);
        var config = bed.Configs(operation)[0];
        bed.CutOnce(CutVerb.Save, moment, reachableAgain: true);

        var result = await RunAsync(bed, operation, config, Commit);

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Cut_off_for_good_after_the_commit_the_device_goes_back_by_itself(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        if (!bed.HasCommitTimer)
        {
            await AssertRefusesTimerAsync(bed);
            return;
        }

        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.CutOnce(CutVerb.Commit, CutMoment.AnswerIsLost, reachableAgain: false);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], Commit with { ConfirmTimeout = bed.ShortConfirmTimeout });

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.CommitPending);
        await bed.LetTimeRunOutAsync(bed.ShortConfirmTimeout);
        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        Assert.False(await bed.IsPendingAsync());
    }

    /// <summary>What a killed client leaves: a committed session, a dead connection, and nobody who comes back.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_client_that_dies_before_the_confirmation_leaves_the_old_config_in_the_end(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        if (!bed.HasCommitTimer)
        {
            await AssertRefusesTimerAsync(bed);
            return;
        }

        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        await using var services = Services(bed, "", bed.Credential);
        await using var session = await OpenAsync(bed, services, "00c0ffee");
        await session.LoadAsync(bed.Configs(operation)[0], operation, Cancellation);
        await session.CommitAsync(new(bed.ShortConfirmTimeout, null), Cancellation);
        Assert.True(await bed.IsPendingAsync());
        Assert.NotEqual(running, await bed.RunningAsync());

        bed.CutNow();
        await bed.LetTimeRunOutAsync(bed.ShortConfirmTimeout);

        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        Assert.False(await bed.IsPendingAsync());
    }
}
