using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Journals;

/// <summary>What becomes of a run whose process died, by what it had come to and what happened since.</summary>
public sealed class ResumptionTests : ResumptionBench
{
    [Fact]
    public async Task What_was_verified_is_confirmed_and_saved()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Confirm, _ => Journal.DieAsync()));

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal((Bench.Intended, Bench.Intended), (Bench.Device.Running, Bench.Device.Startup));
    }

    [Fact]
    public async Task What_was_not_verified_is_rolled_back()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.Contains(Verb.Rollback, Bench.Device.Journal);
    }

    /// <summary>Without a timer nobody can tell the run's own change from a later one; it goes, and the result keeps it.</summary>
    [Fact]
    public async Task What_was_taken_back_is_shown_whoever_had_changed_it()
    {
        await DieAsync(NoTimer, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));
        Bench.Device.Running += "their line\n";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.Contains("+their line", result.AppliedDiff!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_went_back_by_itself_is_only_looked_at()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Open, _ => Journal.DieAsync(), skip: 1));
        Bench.Device.GoBack();

        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.DoesNotContain(Verb.Rollback, Bench.Device.Journal);
    }

    [Fact]
    public async Task A_device_that_cannot_be_reached_leaves_the_run_to_be_resumed_again()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));
        Bench.Device.IsReachable = false;

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.Unreachable);
        Bench.Device.IsReachable = true;
        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
    }

    /// <summary>Its commit may have been confirmed by somebody since.</summary>
    [Fact]
    public async Task Of_a_run_that_ended_with_a_pending_commit_nothing_is_known_until_the_device_is_reached()
    {
        Bench.Journal = Journal.Survivor;
        Bench.Device.On(Verb.Commit, () => Bench.Device.IsReachable = false, Moment.After);
        Bench.Device.Fail(Verb.Commit, RunBench.Lost, Moment.After);
        Ending.Is(await Bench.RunAsync(RunBench.Commits), ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed);

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.Unreachable);
    }

    [Fact]
    public async Task A_device_that_goes_away_while_a_run_is_confirmed_again_ends_the_resumption_in_bounded_time()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Confirm, _ => Journal.DieAsync()));
        Bench.Device.On(Verb.Confirm, () => Bench.Device.IsReachable = false);

        var result = await ResumeAsync().WaitAsync(TimeSpan.FromSeconds(20), Token);

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Single(await Journal.Survivor.ReadAsync(new() { Interrupted = true }, Token));
    }

    [Fact]
    public async Task A_cancellation_before_anything_was_done_is_told_as_one_and_leaves_the_run_to_be_resumed_again()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));
        using var cancel = new CancellationTokenSource();
        Bench.Device.On(Verb.GetConfig, async token =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
        });

        var result = await ResumeForAsync(cancel.Token);

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.Cancelled);
        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
    }

    [Fact]
    public async Task A_cancellation_while_a_run_is_confirmed_again_no_longer_counts()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Confirm, _ => Journal.DieAsync()));
        using var caller = new CancellationTokenSource();
        Bench.Device.On(Verb.Confirm, () =>
        {
            caller.Cancel();
            throw RunBench.Lost;
        });

        Ending.Is(await ResumeForAsync(caller.Token), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Theory]
    [InlineData(Verb.Commit)]
    [InlineData(Verb.Confirm)]
    public async Task Somebodys_change_since_is_left_alone(Verb verb)
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(verb, _ => Journal.DieAsync(), Moment.After));
        Bench.Device.GoBack();
        Bench.Device.Running = "hostname theirs\n";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);
        Assert.Equal("hostname theirs\n", Bench.Device.Running);
    }

    [Fact]
    public async Task Somebody_elses_commit_that_waits_is_left_alone()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));
        Bench.Device.Pending = "somebody";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);
        Assert.Equal("somebody", Bench.Device.Pending);
    }

    [Fact]
    public async Task A_later_run_that_settled_the_device_settles_the_run()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync(), Moment.After));
        Bench.Device.GoBack();
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        var before = Bench.Device.Journal.Count;
        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.RunInterrupted);
        Assert.Equal(before, Bench.Device.Journal.Count);
    }

    [Fact]
    public async Task A_later_run_that_found_nothing_to_change_leaves_the_save_to_the_resumption()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Save, _ => Journal.DieAsync()));
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.Unchanged, DeviceState.Untouched);

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Equal(Bench.Intended, Bench.Device.Startup);
    }

    [Fact]
    public async Task A_later_run_that_rolled_back_leaves_the_save_to_the_resumption()
    {
        var first = Bench.Intended;
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Save, _ => Journal.DieAsync()));
        Bench.Intended += "mtu 1500\n";
        Bench.Device.Fail(Verb.Confirm, new CommitException(ErrorCode.ConfirmFailed, "no"));
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Equal((first, first), (Bench.Device.Running, Bench.Device.Startup));
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task A_run_that_died_while_it_went_back_goes_back(Moment moment)
    {
        await DieAsync(RunBench.Commits, () =>
        {
            Bench.Device.Fail(Verb.Confirm, new CommitException(ErrorCode.ConfirmFailed, "no"));
            Bench.Device.On(Verb.Rollback, _ => Journal.DieAsync(), moment);
        });

        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);

        Assert.Equal((FakeDevice.OldConfig, FakeDevice.OldConfig, null), (Bench.Device.Running, Bench.Device.Startup, Bench.Device.Pending));
    }

    [Fact]
    public async Task A_change_that_is_not_the_runs_is_neither_confirmed_nor_rolled_back()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Confirm, _ => Journal.DieAsync()));
        Bench.Device.Running += "their line\n";

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);

        Assert.EndsWith("their line\n", Bench.Device.Running, StringComparison.Ordinal);
        Assert.NotNull(Bench.Device.Pending);
    }

    [Fact]
    public async Task A_resumption_waits_for_its_turn_to_connect()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Confirm, _ => Journal.DieAsync()));
        (Bench.Journal, Bench.ConnectionsPerSecond) = (Journal.Survivor, 1 / TestTime.Pause.TotalSeconds);
        await using var services = Bench.Services();
        services.GetRequiredService<DeviceContextFactory>().Pace.Count();
        var run = (await Journal.Survivor.ReadAsync(new(), Token))[^1];

        var result = await services.GetRequiredService<IProvisionHistory>().ResumeAsync(Bench.Target, run.RunId, cancellationToken: Token);

        Assert.Equal((ProvisionOutcome.Changed, TestTime.Pause), (result.Outcome, result.Duration));
    }

    [Fact]
    public async Task A_run_that_ended_by_itself_cannot_be_resumed()
    {
        await Bench.CommitAsync();

        var refusal = await Assert.ThrowsAsync<JournalException>(ResumeAsync);

        Assert.Equal(ErrorCode.RunNotFound, refusal.Code);
        Assert.Contains("ended by itself, Changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_another_device_is_refused()
    {
        await DieAsync(RunBench.Commits, () => Bench.Device.On(Verb.Commit, _ => Journal.DieAsync()));
        Bench.Target = Bench.Target with { Name = "r2" };

        Assert.Contains("was on 'r1', not on 'r2'", (await Assert.ThrowsAsync<JournalException>(ResumeAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_journal_nothing_is_known_of_earlier_runs()
    {
        Bench.Journal = null;
        await using var services = Bench.Services();

        var refusal = await Assert.ThrowsAsync<JournalException>(() => services.GetRequiredService<IProvisionHistory>().ReadAsync(cancellationToken: Token));

        Assert.Equal(ErrorCode.JournalUnusable, refusal.Code);
    }
}
