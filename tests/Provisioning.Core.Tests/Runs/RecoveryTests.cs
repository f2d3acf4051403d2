using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>What goes wrong from the commit to the confirmation: the old config comes back, or the result says what is known.</summary>
public sealed class RecoveryTests
{
    private const int Always = 1000;

    private readonly RunBench _bench = new();

    /// <summary>Where it can go wrong: the verb, which call of it, when, and whether the device has changed by then.</summary>
    public static TheoryData<Verb, int, ProvisionStage, Moment, bool> Points => new()
    {
        { Verb.Commit, 0, ProvisionStage.Commit, Moment.Before, false },
        { Verb.Commit, 0, ProvisionStage.Commit, Moment.After, true },
        { Verb.Open, 1, ProvisionStage.Verify, Moment.Before, true },
        { Verb.GetConfig, 1, ProvisionStage.Verify, Moment.Before, true },
        { Verb.Load, 1, ProvisionStage.Verify, Moment.Before, true },
        { Verb.Load, 1, ProvisionStage.Verify, Moment.After, true },
        { Verb.Diff, 1, ProvisionStage.Verify, Moment.Before, true },
        { Verb.Discard, 0, ProvisionStage.Verify, Moment.Before, true },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public Task After_a_lost_connection_the_old_config_is_there(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed) =>
        ComesBackAsync(verb, skip, stage, moment, changed, RunBench.Lost, ErrorCode.ConnectionLost);

    [Theory]
    [MemberData(nameof(Points))]
    public Task After_a_refusal_the_old_config_is_there(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed) =>
        ComesBackAsync(verb, skip, stage, moment, changed, new CommitException(ErrorCode.CommitFailed, "no"), ErrorCode.CommitFailed);

    [Theory]
    [MemberData(nameof(Points))]
    public Task After_a_defect_the_old_config_is_there(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed) =>
        ComesBackAsync(verb, skip, stage, moment, changed, new InvalidOperationException("what must not be"), ErrorCode.Internal);

    [Theory]
    [MemberData(nameof(Points))]
    public Task After_a_verb_that_gave_up_by_itself_the_old_config_is_there(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed) =>
        ComesBackAsync(verb, skip, stage, moment, changed, new TaskCanceledException(), ErrorCode.DeviceTimeout);

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Without_a_timer_the_old_config_is_brought_back_too(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed)
    {
        _bench.Device.Fail(verb, RunBench.Lost, moment, skip);

        AssertBack(await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = null }), stage, changed, ErrorCode.ConnectionLost);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_platform_without_commit_confirm_is_not_asked_for_what_waits(Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed)
    {
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { CommitConfirm = false };
        _bench.Device.Fail(verb, RunBench.Lost, moment, skip);

        AssertBack(await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = null }), stage, changed, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task A_remaining_diff_is_shown_and_the_old_config_comes_back()
    {
        _bench.Device.Keeps = text => text.Replace("mtu 9000\n", "", StringComparison.Ordinal) + "mtu 9000 jumbo\n";

        var result = await _bench.CommitAsync();

        AssertBack(result, ProvisionStage.Verify, changed: true, ErrorCode.VerificationFailed);
        Assert.Contains("+mtu 9000", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("+mtu 9000 jumbo", result.AppliedDiff!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_timer_ends_before_the_verification_the_device_has_gone_back()
    {
        _bench.Device.On(Verb.Open, _bench.Device.GoBack, skip: 1);

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Verify, changed: true, ErrorCode.VerificationFailed);
        Assert.DoesNotContain(Verb.Rollback, _bench.Device.Journal);
    }

    [Fact]
    public async Task When_the_timer_ends_while_the_engine_looks_the_device_has_gone_back()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.On(Verb.Rollback, _bench.Device.GoBack);

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Verify, changed: true, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task When_a_change_cuts_off_new_logins_the_old_connection_is_the_way_back()
    {
        _bench.Device.Fail(Verb.Open, new ConnectionException(ErrorCode.Unreachable, "no route"), skip: 1, times: Always);

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Verify, changed: true, ErrorCode.Unreachable);
        Assert.Equal(1, _bench.Device.Opened);
    }

    [Fact]
    public async Task A_device_that_comes_back_after_a_while_is_waited_for()
    {
        _bench.Device.Fail(Verb.Commit, RunBench.Lost, Moment.After);
        _bench.Device.Fail(Verb.Open, new ConnectionException(ErrorCode.Unreachable, "no route"), skip: 1, times: 5);

        var result = await _bench.CommitAsync();

        AssertBack(result, ProvisionStage.Commit, changed: true, ErrorCode.ConnectionLost);
        Assert.Equal(5 * TestTime.Pause, result.Duration);
    }

    [Fact]
    public async Task A_device_that_stays_away_after_the_commit_goes_back_by_itself_and_the_message_says_when()
    {
        _bench.Device.On(Verb.Commit, () => _bench.Device.IsReachable = false, Moment.After);

        var result = await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = TimeSpan.FromMinutes(7) });

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed);
        Assert.Contains("goes back to its old config by itself within 00:07:00", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ProvisionStage.Commit, result.Stage);
        Assert.Equal(TimeSpan.FromMinutes(3), result.Duration);
    }

    [Fact]
    public async Task A_device_that_answered_the_commit_with_a_failure_and_stays_away_is_not_said_to_go_back_by_itself()
    {
        _bench.Device.On(Verb.Commit, () => throw new CommitException(ErrorCode.CommitFailed, "shows no commit timer"), Moment.After);
        _bench.Device.On(Verb.GetPending, () => _bench.Device.IsReachable = false, skip: 1);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.DoesNotContain("by itself", result.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>A rollback may have to stop the timer first (NX-OS): nobody may promise any more that it runs.</summary>
    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task Where_a_rollback_stops_the_timer_a_device_that_goes_away_during_it_is_not_said_to_go_back_by_itself(Moment moment)
    {
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { RollbackStopsTimer = true };
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.On(Verb.Rollback, () => _bench.Device.IsReachable = false, moment);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("A rollback was sent, and its end was not seen", result.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("by itself", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task Where_a_rollback_is_one_act_with_the_timer_a_device_that_goes_away_during_it_goes_back_by_itself(Moment moment)
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.On(Verb.Rollback, () => _bench.Device.IsReachable = false, moment);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed);
    }

    [Fact]
    public async Task Without_a_timer_nobody_knows_what_is_true_of_a_device_that_stays_away()
    {
        _bench.Device.On(Verb.Commit, () => _bench.Device.IsReachable = false, Moment.After);

        var result = await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = null });

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.DoesNotContain("by itself", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_rollback_is_refused_nobody_knows_and_both_reasons_are_told()
    {
        _bench.Device.Keeps = text => text + "surprise\n";
        _bench.Device.Fail(Verb.Load, new LoadException(ErrorCode.LoadRejected, "the first reason"), skip: 1);
        _bench.Device.Fail(Verb.Rollback, new RollbackException(ErrorCode.RollbackFailed, "the second reason"), times: Always);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("the first reason", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("the second reason", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(ProvisionStage.Verify, result.Stage);
    }

    [Fact]
    public async Task A_rollback_that_brings_something_else_back_is_no_rollback()
    {
        _bench.Device.RestoresAs = text => text + "left-over\n";
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
    }

    [Fact]
    public async Task When_the_answers_to_commit_and_rollback_are_lost_the_device_still_was_rolled_back()
    {
        _bench.Device.Fail(Verb.Commit, RunBench.Lost, Moment.After);
        _bench.Device.Fail(Verb.Rollback, RunBench.Lost, Moment.After);

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Commit, changed: true, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task A_clean_up_that_fails_after_the_rollback_is_only_a_warning()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.Fail(Verb.CleanUp, new CommitException(ErrorCode.CommitFailed, "disk full"), times: Always);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConnectionLost);
        Assert.Contains(1013, _bench.Log.Ids);
    }

    [Fact]
    public async Task A_connection_lost_in_the_clean_up_does_not_hide_the_rollback()
    {
        _bench.Device.Fail(Verb.Commit, RunBench.Lost, Moment.After);
        _bench.Device.Fail(Verb.CleanUp, RunBench.Lost);

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Commit, changed: true, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task A_rollback_that_was_lost_half_way_is_gone_on_with_though_nothing_waits_any_more()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.On(Verb.Rollback, () =>
        {
            (_bench.Device.Pending, _bench.Device.Running) = (null, "half of it\n");
            throw RunBench.Lost;
        });

        AssertBack(await _bench.CommitAsync(), ProvisionStage.Verify, changed: true, ErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task A_verification_that_hangs_ends_with_the_confirm_timeout()
    {
        _bench.Device.Hang(Verb.Load, TimeSpan.FromMinutes(5), skip: 1);

        var result = await _bench.CommitAsync();

        AssertBack(result, ProvisionStage.Verify, changed: true, ErrorCode.DeviceTimeout);
        Assert.DoesNotContain("cancelled", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_that_hangs_ends_with_the_recovery_timeout()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.Hang(Verb.GetPending, TimeSpan.FromMinutes(3), skip: 1);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed);
        Assert.DoesNotContain("cancelled", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_throws_while_it_closes_does_not_change_the_outcome()
    {
        _bench.Device.Fail(Verb.Dispose, new InvalidOperationException("closing"), times: Always);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    private async Task ComesBackAsync(
        Verb verb, int skip, ProvisionStage stage, Moment moment, bool changed, Exception exception, ErrorCode code)
    {
        _bench.Device.Fail(verb, exception, moment, skip);

        AssertBack(await _bench.CommitAsync(), stage, changed, code);
    }

    private void AssertBack(ProvisionResult result, ProvisionStage stage, bool changed, ErrorCode code)
    {
        var (outcome, state) = changed
            ? (ProvisionOutcome.RolledBack, DeviceState.RolledBack)
            : (ProvisionOutcome.Failed, DeviceState.Untouched);
        Ending.Is(result, outcome, state, code);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Equal(stage, result.Stage);
        Assert.DoesNotContain(Verb.Save, _bench.Device.Journal);
    }
}
