using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Journals;

/// <summary>A process dies anywhere in a run; whoever resumes the run knows then what is true of the device.</summary>
public sealed class ResumptionTests : IAsyncDisposable
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly ProvisionOptions NoTimer = RunBench.Commits with { ConfirmTimeout = null };
    private readonly MortalJournal _journal = new();
    private readonly RunBench _bench = new();

    public ResumptionTests() => _bench.Journal = _journal;

    public static TheoryData<ProvisionStage, Moment> Boundaries
    {
        get
        {
            var data = new TheoryData<ProvisionStage, Moment>();
            foreach (var stage in Enum.GetValues<ProvisionStage>())
            {
                data.Add(stage, Moment.Before);
                data.Add(stage, Moment.After);
            }

            return data;
        }
    }

    public static IEnumerable<TheoryDataRow<ProvisionStage, Moment>> BoundariesWithoutTimer => Boundaries.Where(row => row.Data.Item1 != ProvisionStage.Confirm);

    public static IEnumerable<TheoryDataRow<Verb, int, Moment>> VerbsWithoutTimer => Verbs.Where(row => row.Data.Item1 != Verb.Confirm);

    public static TheoryData<Verb, int, Moment> Verbs => new()
    {
        { Verb.Open, 0, Moment.Before },
        { Verb.Load, 0, Moment.Before },
        { Verb.Load, 0, Moment.After },
        { Verb.Diff, 0, Moment.After },
        { Verb.Commit, 0, Moment.Before },
        { Verb.Commit, 0, Moment.After },
        { Verb.Open, 1, Moment.Before },
        { Verb.Load, 1, Moment.After },
        { Verb.Confirm, 0, Moment.Before },
        { Verb.Confirm, 0, Moment.After },
        { Verb.Save, 0, Moment.Before },
        { Verb.Save, 0, Moment.After },
        { Verb.CleanUp, 0, Moment.Before },
        { Verb.CleanUp, 0, Moment.After },
    };

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Theory]
    [MemberData(nameof(Boundaries))]
    public Task A_run_that_died_at_a_stage_ends_in_a_known_state(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => _journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: false);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public Task A_run_that_died_at_a_stage_ends_in_a_known_state_after_its_timer_too(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => _journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: true);

    [Theory]
    [MemberData(nameof(BoundariesWithoutTimer))]
    public Task Without_a_timer_a_run_that_died_at_a_stage_ends_in_a_known_state(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(NoTimer, () => _journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: false);

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_run_that_died_around_a_verb_ends_in_a_known_state(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => _bench.Device.On(verb, _ => _journal.DieAsync(), moment, skip), timerRan: false);

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_run_that_died_around_a_verb_ends_in_a_known_state_after_its_timer_too(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => _bench.Device.On(verb, _ => _journal.DieAsync(), moment, skip), timerRan: true);

    [Theory]
    [MemberData(nameof(VerbsWithoutTimer))]
    public Task Without_a_timer_a_run_that_died_around_a_verb_ends_in_a_known_state(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(NoTimer, () => _bench.Device.On(verb, _ => _journal.DieAsync(), moment, skip), timerRan: false);

    [Fact]
    public async Task What_was_verified_is_confirmed_and_saved()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Confirm, _ => _journal.DieAsync()));

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal((_bench.Intended, _bench.Intended), (_bench.Device.Running, _bench.Device.Startup));
    }

    [Fact]
    public async Task What_was_not_verified_is_rolled_back()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync(), Moment.After));

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.Contains(Verb.Rollback, _bench.Device.Journal);
    }

    /// <summary>Without a timer nobody can tell the run's own change from a later one; it goes, and the result keeps it.</summary>
    [Fact]
    public async Task What_was_taken_back_is_shown_whoever_had_changed_it()
    {
        await DieAsync(NoTimer, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync(), Moment.After));
        _bench.Device.Running += "their line\n";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.Contains("+their line", result.AppliedDiff!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_went_back_by_itself_is_only_looked_at()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Open, _ => _journal.DieAsync(), skip: 1));
        _bench.Device.GoBack();

        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
        Assert.DoesNotContain(Verb.Rollback, _bench.Device.Journal);
    }

    [Fact]
    public async Task A_device_that_cannot_be_reached_leaves_the_run_to_be_resumed_again()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync(), Moment.After));
        _bench.Device.IsReachable = false;

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.Unreachable);
        _bench.Device.IsReachable = true;
        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);
    }

    [Fact]
    public async Task A_device_that_goes_away_while_a_run_is_confirmed_again_ends_the_resumption_in_bounded_time()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Confirm, _ => _journal.DieAsync()));
        _bench.Device.On(Verb.Confirm, () => _bench.Device.IsReachable = false);

        var result = await ResumeAsync().WaitAsync(TimeSpan.FromSeconds(20), Token);

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Single(await _journal.Survivor.ReadAsync(new() { Interrupted = true }, Token));
    }

    [Fact]
    public async Task A_cancellation_while_a_run_is_confirmed_again_no_longer_counts()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Confirm, _ => _journal.DieAsync()));
        using var caller = new CancellationTokenSource();
        _bench.Device.On(Verb.Confirm, () =>
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
        await DieAsync(RunBench.Commits, () => _bench.Device.On(verb, _ => _journal.DieAsync(), Moment.After));
        _bench.Device.GoBack();
        _bench.Device.Running = "hostname theirs\n";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);
        Assert.Equal("hostname theirs\n", _bench.Device.Running);
    }

    [Fact]
    public async Task Somebody_elses_commit_that_waits_is_left_alone()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync(), Moment.After));
        _bench.Device.Pending = "somebody";

        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);
        Assert.Equal("somebody", _bench.Device.Pending);
    }

    [Fact]
    public async Task A_later_run_that_settled_the_device_settles_the_run()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync(), Moment.After));
        _bench.Device.GoBack();
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        var before = _bench.Device.Journal.Count;
        var result = await ResumeAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.RunInterrupted);
        Assert.Equal(before, _bench.Device.Journal.Count);
    }

    [Fact]
    public async Task A_later_run_that_found_nothing_to_change_leaves_the_save_to_the_resumption()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Save, _ => _journal.DieAsync()));
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.Unchanged, DeviceState.Untouched);

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Equal(_bench.Intended, _bench.Device.Startup);
    }

    [Fact]
    public async Task A_later_run_that_rolled_back_leaves_the_save_to_the_resumption()
    {
        var first = _bench.Intended;
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Save, _ => _journal.DieAsync()));
        _bench.Intended += "mtu 1500\n";
        _bench.Device.Fail(Verb.Confirm, new CommitException(ErrorCode.ConfirmFailed, "no"));
        Ending.Is(await RunLaterAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Equal((first, first), (_bench.Device.Running, _bench.Device.Startup));
    }

    [Theory]
    [InlineData(Moment.Before)]
    [InlineData(Moment.After)]
    public async Task A_run_that_died_while_it_went_back_goes_back(Moment moment)
    {
        await DieAsync(RunBench.Commits, () =>
        {
            _bench.Device.Fail(Verb.Confirm, new CommitException(ErrorCode.ConfirmFailed, "no"));
            _bench.Device.On(Verb.Rollback, _ => _journal.DieAsync(), moment);
        });

        Ending.Is(await ResumeAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.RunInterrupted);

        Assert.Equal((FakeDevice.OldConfig, FakeDevice.OldConfig, null), (_bench.Device.Running, _bench.Device.Startup, _bench.Device.Pending));
    }

    [Fact]
    public async Task A_change_that_is_not_the_runs_is_neither_confirmed_nor_rolled_back()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Confirm, _ => _journal.DieAsync()));
        _bench.Device.Running += "their line\n";

        Ending.Is(await ResumeAsync(), ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.DeviceBusy);

        Assert.EndsWith("their line\n", _bench.Device.Running, StringComparison.Ordinal);
        Assert.NotNull(_bench.Device.Pending);
    }

    [Fact]
    public async Task A_run_that_ended_by_itself_cannot_be_resumed()
    {
        await _bench.CommitAsync();

        var refusal = await Assert.ThrowsAsync<JournalException>(ResumeAsync);

        Assert.Equal(ErrorCode.RunNotFound, refusal.Code);
        Assert.Contains("ended by itself, Changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_another_device_is_refused()
    {
        await DieAsync(RunBench.Commits, () => _bench.Device.On(Verb.Commit, _ => _journal.DieAsync()));
        _bench.Target = _bench.Target with { Name = "r2" };

        Assert.Contains("was on 'r1', not on 'r2'", (await Assert.ThrowsAsync<JournalException>(ResumeAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_journal_nothing_is_known_of_earlier_runs()
    {
        _bench.Journal = null;
        await using var services = _bench.Services();

        var refusal = await Assert.ThrowsAsync<JournalException>(() => services.GetRequiredService<IProvisionHistory>().ReadAsync(cancellationToken: Token));

        Assert.Equal(ErrorCode.JournalUnusable, refusal.Code);
    }

    /// <summary>The device has exactly the old or exactly the new config, the result says which, and nothing is left.</summary>
    private async Task EndsKnownAsync(ProvisionOptions options, Action fatal, bool timerRan)
    {
        await DieAsync(options, fatal);
        if (timerRan)
        {
            _bench.Device.GoBack();
        }

        if ((await _journal.Survivor.ReadAsync(new() { Interrupted = true }, Token)).Count == 0)
        {
            // It died when all had been done and written down.
            Assert.Equal(_bench.Intended, _bench.Device.Startup);
            return;
        }

        var result = await ResumeAsync();

        var device = _bench.Device;
        var isNew = result.DeviceState == DeviceState.Committed;
        Assert.True(isNew || result.DeviceState is DeviceState.Untouched or DeviceState.RolledBack, $"{result.DeviceState}: {result.Error}");
        var expected = isNew ? _bench.Intended : FakeDevice.OldConfig;
        Assert.Equal((expected, expected, null), (device.Running, device.Startup, device.Pending));
        Assert.Empty(device.WaysBack);
        Assert.Empty(device.Candidates);
        Assert.Empty(await _journal.Survivor.ReadAsync(new() { Interrupted = true }, Token));
    }

    private async Task DieAsync(ProvisionOptions options, Action fatal)
    {
        fatal();
        var services = _bench.Services();
        _ = services.GetRequiredService<IProvisioner>().ProvisionAsync(_bench.Target, options, Token);
        await _journal.Death.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    /// <summary>Another run, by a process that lives.</summary>
    private async Task<ProvisionResult> RunLaterAsync()
    {
        _bench.Journal = _journal.Survivor;
        await using var services = _bench.Services();
        return await services.GetRequiredService<IProvisioner>().ProvisionAsync(_bench.Target, RunBench.Commits, Token);
    }

    private Task<ProvisionResult> ResumeAsync() => ResumeForAsync(Token);

    private async Task<ProvisionResult> ResumeForAsync(CancellationToken caller)
    {
        _bench.Journal = _journal.Survivor;
        await using var services = _bench.Services();
        var run = (await _journal.Survivor.ReadAsync(new(), Token))[^1];
        return await services.GetRequiredService<IProvisionHistory>().ResumeAsync(_bench.Target, run.RunId, cancellationToken: caller);
    }
}
