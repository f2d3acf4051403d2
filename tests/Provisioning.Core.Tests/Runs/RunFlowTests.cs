using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Runs in which nothing goes wrong.</summary>
public sealed class RunFlowTests
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task By_default_nothing_is_written()
    {
        var result = await _bench.RunAsync();

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Equal(
            [Verb.Open, Verb.GetPending, Verb.Load, Verb.Diff, Verb.Discard], _bench.Device.Journal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_diff()
    {
        var result = await _bench.RunAsync();

        Assert.Contains("+mtu 9000", result.Diff!.Text, StringComparison.Ordinal);
        Assert.Null(result.AppliedDiff);
        Assert.True(result.DryRun);
    }

    [Fact]
    public async Task A_dry_run_commits_nothing_whatever_the_other_options_say()
    {
        var result = await _bench.RunAsync(new() { DryRun = true, CommitChanges = true, ReplaceConfig = true });

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
    }

    [Fact]
    public async Task Without_commit_the_device_validates_the_candidate()
    {
        var result = await _bench.RunAsync(new() { DryRun = false, CommitChanges = false });

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Equal(
            [Verb.Open, Verb.GetPending, Verb.Load, Verb.Diff, Verb.Validate, Verb.Discard], _bench.Device.Journal);
    }

    [Fact]
    public async Task A_platform_that_cannot_validate_is_not_asked_to()
    {
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { Validate = false };

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task A_commit_is_verified_on_a_new_session_confirmed_saved_and_cleaned_up()
    {
        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(
            [
                (Verb.Open, 0), (Verb.GetPending, 1), (Verb.Load, 1), (Verb.Diff, 1), (Verb.Validate, 1), (Verb.GetConfig, 1), (Verb.Commit, 1),
                (Verb.Open, 0), (Verb.GetConfig, 2), (Verb.Load, 2), (Verb.Diff, 2), (Verb.Discard, 2), (Verb.Confirm, 2), (Verb.Save, 2), (Verb.CleanUp, 2),
            ],
            _bench.Device.SessionJournal);
    }

    [Fact]
    public async Task A_commit_reaches_running_and_startup_and_leaves_nothing_behind()
    {
        await _bench.CommitAsync();

        Assert.Equal((_bench.Intended, _bench.Intended), (_bench.Device.Running, _bench.Device.Startup));
        Assert.Null(_bench.Device.Pending);
        Assert.Empty(_bench.Device.Candidates);
        Assert.Empty(_bench.Device.WaysBack);
    }

    [Fact]
    public async Task A_commit_tells_what_it_did_change()
    {
        _bench.Device.Keeps = text => text + "added-by-device\n";

        var result = await _bench.RunAsync(RunBench.Commits);

        Assert.Contains("+added-by-device", result.AppliedDiff!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("added-by-device", result.Diff!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timer_and_the_message_reach_the_device()
    {
        await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = TimeSpan.FromMinutes(2), CommitMessage = "CHG1" });

        Assert.Equal(new CommitRequest(TimeSpan.FromMinutes(2), "CHG1"), _bench.Device.Request);
    }

    [Fact]
    public async Task Without_a_timer_nothing_is_confirmed()
    {
        var result = await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = null });

        Ending.Is(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.DoesNotContain(Verb.Confirm, _bench.Device.Journal);
        Assert.DoesNotContain(ProvisionStage.Confirm, result.Timings.Select(timing => timing.Stage));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_already_there_is_unchanged_and_not_committed(bool dryRun)
    {
        _bench.Device.Running = _bench.Intended;

        var result = await _bench.RunAsync(new() { DryRun = dryRun });

        Ending.Is(result, ProvisionOutcome.Unchanged, DeviceState.Untouched);
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
        Assert.DoesNotContain(Verb.Save, _bench.Device.Journal);
    }

    [Theory]
    [InlineData(false, LoadOperation.Merge, "old-line\n")]
    [InlineData(true, LoadOperation.Replace, "")]
    public async Task A_merge_keeps_what_it_does_not_mention_and_a_replacement_does_not(bool replace, LoadOperation operation, string kept)
    {
        _bench.Device.Running = "old-line\n";
        _bench.Intended = "new-line";

        var result = await _bench.RunAsync(RunBench.Commits with { ReplaceConfig = replace });

        Assert.Equal(operation, result.Operation);
        Assert.Equal(kept + "new-line\n", _bench.Device.Running);
    }

    [Fact]
    public async Task Every_stage_is_timed_in_order()
    {
        _bench.Device.VerbTime = TimeSpan.FromSeconds(1);
        _bench.OnIntended = _ => { _bench.Time.Advance(TimeSpan.FromSeconds(7)); return default; };
        var started = _bench.Time.GetUtcNow();

        var result = await _bench.CommitAsync();

        Assert.Equal(
            [
                (ProvisionStage.Validate, 0), (ProvisionStage.Credentials, 0), (ProvisionStage.IntendedConfig, 7), (ProvisionStage.Open, 2),
                (ProvisionStage.Load, 1), (ProvisionStage.Diff, 3), (ProvisionStage.Commit, 1), (ProvisionStage.Verify, 5),
                (ProvisionStage.Confirm, 1), (ProvisionStage.Save, 2),
            ],
            result.Timings.Select(timing => (timing.Stage, (int)timing.Duration.TotalSeconds)));
        Assert.Equal((started, TimeSpan.FromSeconds(22)), (result.StartedAt, result.Duration));
    }

    [Fact]
    public async Task The_result_names_device_run_trigger_and_last_stage()
    {
        var trigger = new ProvisionTrigger("cmdlet", "ana", "req-7");

        var result = await _bench.RunAsync(new() { Trigger = trigger });

        Assert.Equal(("r1", trigger, ProvisionStage.Done), (result.Device, result.Trigger, result.Stage));
        Assert.Matches("^[0-9a-f]{8}$", result.RunId);
    }
}
