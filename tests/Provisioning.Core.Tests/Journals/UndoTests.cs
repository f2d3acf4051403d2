using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Journals;

/// <summary>A run that went well is undone: the config from before it is put back, as a run like any other.</summary>
public sealed class UndoTests : IAsyncDisposable
{
    private readonly MortalJournal _journal = new();
    private readonly RunBench _bench = new();

    public UndoTests() => _bench.Journal = _journal.Survivor;

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Fact]
    public async Task By_default_only_the_diff_is_shown()
    {
        var run = await _bench.CommitAsync();

        var result = await UndoAsync(run.RunId);

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.Contains($"-{RunBench.NewLine}", result.Diff!.Text, StringComparison.Ordinal);
        Assert.Equal(_bench.Intended, _bench.Device.Running);
    }

    [Fact]
    public async Task The_config_from_before_the_run_is_back_and_saved()
    {
        var run = await _bench.CommitAsync();

        Ending.Is(await UndoAsync(run.RunId, RunBench.Commits), ProvisionOutcome.Changed, DeviceState.Committed);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task The_journal_says_which_run_was_undone_and_an_undo_can_be_undone()
    {
        var run = await _bench.CommitAsync();
        var undo = await UndoAsync(run.RunId, RunBench.Commits);

        Ending.Is(await UndoAsync(undo.RunId, RunBench.Commits), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(_bench.Intended, _bench.Device.Startup);
        Assert.Equal([undo.RunId, run.RunId, null], (await _journal.ReadAsync(new(), CancellationToken.None)).Select(record => record.Start.Undoes));
    }

    [Fact]
    public async Task A_backup_that_holds_what_looks_like_a_template_is_put_back()
    {
        _bench.Device.Running = _bench.Device.Startup = "hostname r1\nbanner {{ hello }}\n";
        _bench.Intended = "hostname r1\nmtu 9000\n";
        var run = await _bench.RunAsync(RunBench.Commits with { ReplaceConfig = true });

        Ending.Is(await UndoAsync(run.RunId, RunBench.Commits), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("{{ hello }}", _bench.Device.Running, StringComparison.Ordinal);
    }

    /// <summary>Its backup is there, but what differs from it now is somebody else's.</summary>
    [Theory]
    [InlineData(Verb.Commit, DeviceState.Untouched)]
    [InlineData(Verb.Confirm, DeviceState.RolledBack)]
    public async Task A_run_that_left_the_device_as_it_was_has_nothing_to_be_undone(Verb failing, DeviceState state)
    {
        _bench.Device.Fail(failing, new CommitException(ErrorCode.CommitFailed, "refused"));
        var run = await _bench.CommitAsync();
        Assert.Equal(state, run.DeviceState);
        _bench.Device.Running += "theirs\n";

        var refused = await Assert.ThrowsAsync<JournalException>(() => UndoAsync(run.RunId, RunBench.Commits));

        Assert.Equal(ErrorCode.RunNotFound, refused.Code);
        Assert.EndsWith("theirs\n", _bench.Device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_commit_has_nothing_to_be_undone()
    {
        var run = await _bench.RunAsync();

        var refused = await Assert.ThrowsAsync<JournalException>(() => UndoAsync(run.RunId));

        Assert.Equal(ErrorCode.BackupMissing, refused.Code);
        Assert.Contains("-Undoable lists the runs", refused.Message, StringComparison.Ordinal);
    }

    private async Task<ProvisionResult> UndoAsync(string runId, ProvisionOptions? options = null)
    {
        await using var services = _bench.Services();
        return await services.GetRequiredService<IProvisionHistory>().UndoAsync(_bench.Target, runId, options, CancellationToken.None);
    }
}
