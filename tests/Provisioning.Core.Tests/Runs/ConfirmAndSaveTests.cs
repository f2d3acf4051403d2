using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>From the verification on: confirming, saving, cleaning up.</summary>
public sealed class ConfirmAndSaveTests
{
    private const int Always = 1000;

    private readonly RunBench _bench = new();

    [Theory]
    [InlineData(Moment.Before, 2)]
    [InlineData(Moment.After, 1)]
    public async Task A_confirmation_without_an_answer_is_looked_after_on_another_session(Moment moment, int confirmations)
    {
        _bench.Device.Fail(Verb.Confirm, RunBench.Lost, moment);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(_bench.Intended, _bench.Device.Startup);
        Assert.Equal(confirmations, _bench.Device.Journal.Count(verb => verb == Verb.Confirm));
    }

    [Fact]
    public async Task A_confirmation_that_came_too_late_is_a_rollback_by_the_device()
    {
        _bench.Device.On(Verb.Confirm, _bench.Device.GoBack);
        _bench.Device.Fail(Verb.Confirm, RunBench.Lost);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task What_is_not_what_was_verified_any_more_is_not_confirmed_on_another_session()
    {
        _bench.Device.On(Verb.Confirm, () =>
        {
            _bench.Device.Running += "their line\n";
            throw RunBench.Lost;
        });

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Contains("runs something else than what was verified", result.Error!.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Device.Journal, verb => verb == Verb.Confirm);
    }

    /// <summary>With nothing left to confirm, a device may find nothing wrong with a confirmation.</summary>
    [Fact]
    public async Task When_the_timer_ends_under_a_second_confirmation_the_device_has_gone_back()
    {
        _bench.Device.Fail(Verb.Confirm, RunBench.Lost);
        _bench.Device.On(Verb.Confirm, () => _bench.Device.Running = FakeDevice.OldConfig, Moment.After);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.DoesNotContain(Verb.Save, _bench.Device.Journal);
    }

    [Fact]
    public async Task A_refused_confirmation_is_rolled_back()
    {
        _bench.Device.Fail(Verb.Confirm, new CommitException(ErrorCode.ConfirmFailed, "no"), times: Always);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Equal(ProvisionStage.Confirm, result.Stage);
    }

    [Fact]
    public async Task A_confirmation_that_was_done_in_spite_of_a_defect_is_rolled_back()
    {
        _bench.Device.Fail(Verb.Confirm, new InvalidOperationException("what must not be"), Moment.After);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.Internal);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task When_the_device_goes_away_during_the_confirmation_both_possible_ends_are_told(Moment moment)
    {
        _bench.Device.On(Verb.Confirm, () => _bench.Device.IsReachable = false, moment);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("Either the confirmation arrived", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("within 00:05:00", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task A_save_without_an_answer_is_done_again(Moment moment)
    {
        _bench.Device.Fail(Verb.Save, RunBench.Lost, moment);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(_bench.Intended, _bench.Device.Startup);
    }

    [Fact]
    public async Task A_refused_save_fails_and_says_that_running_has_the_change()
    {
        _bench.Device.Fail(Verb.Save, new CommitException(ErrorCode.SaveFailed, "flash is full"), times: Always);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.SaveFailed);
        Assert.Contains("flash is full", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((_bench.Intended, FakeDevice.OldConfig), (_bench.Device.Running, _bench.Device.Startup));
        Assert.Equal(ProvisionStage.Save, result.Stage);
        Assert.DoesNotContain(Verb.Rollback, _bench.Device.Journal);
    }

    [Fact]
    public async Task A_device_that_goes_away_during_the_save_is_waited_for_until_time_is_up()
    {
        _bench.Device.On(Verb.Save, () => _bench.Device.IsReachable = false);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.SaveFailed);
        Assert.Equal(TimeSpan.FromMinutes(3), result.Duration);
        Assert.DoesNotContain("cancelled", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_up_that_fails_is_a_warning_with_the_runs_id()
    {
        _bench.Device.Fail(Verb.CleanUp, new CommitException(ErrorCode.CommitFailed, "busy"), times: Always);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        var warning = Assert.Single(_bench.Log.Lines, line => line.Id == 1013);
        Assert.Contains(result.RunId, warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_elses_waiting_commit_is_named_and_left_alone(bool dryRun)
    {
        _bench.Device.Pending = "0badcafe";

        var result = await _bench.RunAsync(new() { DryRun = dryRun });

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("0badcafe", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal([Verb.Open, Verb.GetPending], _bench.Device.Journal);
        Assert.Equal("0badcafe", _bench.Device.Pending);
    }

    [Fact]
    public async Task A_platform_without_commit_confirm_is_not_asked_for_waiting_commits()
    {
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { CommitConfirm = false };

        Ending.Is(await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = null }), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.DoesNotContain(Verb.GetPending, _bench.Device.Journal);
    }
}
