using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Core.Tests.Journals;

/// <summary>What a run writes down, and what becomes of a run that cannot.</summary>
public sealed class JournaledRunTests : IAsyncDisposable
{
    private readonly MortalJournal _journal = new();
    private readonly RunBench _bench = new();

    public JournaledRunTests() => _bench.Journal = _journal;

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Fact]
    public async Task Every_stage_of_a_run_is_written_with_the_state_of_the_device_before_it()
    {
        await _bench.CommitAsync();

        Assert.Equal(
            [
                (ProvisionStage.Validate, DeviceState.Untouched),
                (ProvisionStage.Credentials, DeviceState.Untouched),
                (ProvisionStage.IntendedConfig, DeviceState.Untouched),
                (ProvisionStage.Open, DeviceState.Untouched),
                (ProvisionStage.Load, DeviceState.Untouched),
                (ProvisionStage.Diff, DeviceState.CandidateLoaded),
                (ProvisionStage.Commit, DeviceState.CandidateLoaded),
                (ProvisionStage.Verify, DeviceState.CommitPending),
                (ProvisionStage.Confirm, DeviceState.CommitPending),
                (ProvisionStage.Save, DeviceState.Committed),
                (ProvisionStage.Done, DeviceState.Committed),
            ],
            (await RecordAsync()).Entries.Select(entry => (entry.Stage, entry.DeviceState)));
    }

    [Fact]
    public async Task At_a_deadline_the_journal_says_what_the_result_says()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.OnCredential = async token =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await using var services = _bench.Services();
        var options = RunBench.Commits with { Fleet = new() { DeviceDeadline = TimeSpan.FromMinutes(2) } };
        var results = services.GetRequiredService<IProvisioner>().ProvisionAsync(new[] { _bench.Target }.ToAsyncEnumerable(), options, CancellationToken.None);
        await using var reading = results.GetAsyncEnumerator(CancellationToken.None);
        var first = reading.MoveNextAsync();
        await asked.Task;

        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        await first;

        Ending.Is(reading.Current, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeadlineExceeded);
        var record = await RecordAsync();
        Assert.Equal((reading.Current.Outcome, reading.Current.Error), (record.Outcome, record.Error));
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    public async Task A_clock_that_is_turned_at_every_step_changes_nothing(int days)
    {
        foreach (var verb in Enum.GetValues<Verb>())
        {
            _bench.Device.On(verb, () => _bench.Time.Turned += TimeSpan.FromDays(days));
        }

        var result = await _bench.CommitAsync();

        Assert.Equal((ProvisionOutcome.Changed, true), (result.Outcome, result.Duration < TimeSpan.FromMinutes(1)));
        var record = await RecordAsync();
        Assert.False(record.IsInterrupted);
        Assert.Equal(record.Entries.Select(entry => entry.Stage).Order(), record.Entries.Select(entry => entry.Stage));
    }

    [Fact]
    public async Task The_hashes_of_the_configs_and_the_diff_are_written_before_the_commit()
    {
        var result = await _bench.CommitAsync();

        var commit = (await RecordAsync()).Entries.First(entry => entry.Stage == ProvisionStage.Commit);
        Assert.Equal(result.IntendedHash, commit.IntendedHash);
        Assert.Matches("^[0-9a-f]{64}$", commit.DiffHash);
        Assert.Matches("^[0-9a-f]{64}$", commit.RunningHash);
        Assert.NotEqual(result.RunningHash, commit.RunningHash);
    }

    [Fact]
    public async Task The_config_before_the_commit_can_be_had_from_the_journal()
    {
        var result = await _bench.CommitAsync();

        Assert.Equal(FakeDevice.OldConfig, (await _journal.ReadBackupAsync(result.RunId, CancellationToken.None))!.Reveal());
    }

    [Fact]
    public async Task A_failure_is_written_with_its_reason_and_its_secrets_masked()
    {
        _bench.Credential = new() { Username = "ops", Password = new Secret("hunter2hunter2") };
        _bench.Device.Fail(Verb.Load, new LoadException(ErrorCode.LoadRejected, "rejected: hunter2hunter2"));

        await _bench.CommitAsync();

        var record = await RecordAsync();
        Assert.Equal((ProvisionOutcome.Failed, ErrorCode.LoadRejected), (record.Outcome, record.Error!.Code));
        Assert.DoesNotContain("hunter2", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bringing_the_old_config_back_is_written_before_it_is_done()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);

        await _bench.CommitAsync();

        var entries = (await RecordAsync()).Entries;
        Assert.True(entries[^2].RollingBack);
        Assert.Equal(ProvisionOutcome.RolledBack, entries[^1].Outcome);
    }

    [Theory]
    [InlineData(ProvisionStage.Validate)]
    [InlineData(ProvisionStage.Open)]
    [InlineData(ProvisionStage.Load)]
    [InlineData(ProvisionStage.Commit)]
    public async Task What_cannot_be_written_down_is_not_done(ProvisionStage stage)
    {
        _bench.Journal = new ForgetfulJournal(_journal, stage);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.JournalUnusable);
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task What_somebody_else_changed_before_a_commit_that_cannot_be_written_down_stays()
    {
        var others = FakeDevice.OldConfig + "ntp server 192.0.2.9\n";
        _bench.Journal = new ForgetfulJournal(_journal, ProvisionStage.Commit);
        _bench.Device.On(Verb.GetConfig, () => _bench.Device.Running = others, Moment.After);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.JournalUnusable);
        Assert.Equal(others, _bench.Device.Running);
    }

    [Theory]
    [InlineData(ProvisionStage.Verify)]
    [InlineData(ProvisionStage.Confirm)]
    public async Task A_commit_whose_next_stage_cannot_be_written_down_is_rolled_back(ProvisionStage stage)
    {
        _bench.Journal = new ForgetfulJournal(_journal, stage);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.JournalUnusable);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task A_save_that_cannot_be_written_down_is_told_as_not_saved()
    {
        _bench.Journal = new ForgetfulJournal(_journal, ProvisionStage.Save);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.SaveFailed);
        Assert.Equal(FakeDevice.OldConfig, _bench.Device.Startup);
    }

    [Fact]
    public async Task An_end_that_cannot_be_written_down_changes_nothing_in_the_result()
    {
        _bench.Journal = new ForgetfulJournal(_journal, ProvisionStage.Done);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(_bench.Log.Lines, line => line.Text.Contains("the journal does not have the end of run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_that_another_run_works_on_is_not_touched()
    {
        await using var other = await _journal.Survivor.BeginAsync(
            new("0badcafe", "r1", ProvisionTrigger.Host, Provisioning.Drivers.LoadOperation.Merge, true, null, default), CancellationToken.None);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("0badcafe", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Device.Journal);
        Assert.Equal(0, _bench.CredentialsAsked);
    }

    private async Task<RunRecord> RecordAsync() => Assert.Single(await _journal.ReadAsync(new(), CancellationToken.None));
}
