using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite.Tests;

/// <summary>Which runs are told to be interrupted, and who may work on a device.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    private SqliteJournal Journal => _folder.Journal;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_without_an_end_is_interrupted_when_nobody_has_its_device()
    {
        await _folder.DieAsync("00000001", "r1", JournalFolder.Entry(ProvisionStage.Commit, DeviceState.CandidateLoaded));

        Assert.Equal("00000001", Assert.Single(await InterruptedAsync()).RunId);
    }

    [Fact]
    public async Task A_run_that_died_at_its_very_beginning_is_interrupted()
    {
        await _folder.DieAsync("00000001", "r1");

        Assert.Equal(ProvisionStage.Validate, Assert.Single(await InterruptedAsync()).Stage);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_not_interrupted()
    {
        await using var run = await Journal.BeginAsync(JournalFolder.Start("00000001"), Token);

        Assert.Empty(await InterruptedAsync());
    }

    [Fact]
    public async Task A_dead_run_is_interrupted_however_many_ask_at_once()
    {
        await _folder.DieAsync("00000001", "r1");
        var locks = new DeviceLocks(Path.Combine(_folder.Folder, "locks"));
        await (await locks.TakeAsync("r1", Token))!.DisposeAsync();

        var held = 0;
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Interlocked.Add(ref held, locks.IsHeld("r1") ? 1 : 0));

        Assert.Equal(0, held);
    }

    [Fact]
    public async Task Who_only_asks_keeps_no_run_off_a_device_however_long_it_takes()
    {
        await _folder.DieAsync("00000001", "r1");
        var locks = Path.Combine(_folder.Folder, "locks");
        Task<IAsyncDisposable?> taking;
        using (new FileStream(Assert.Single(Directory.GetFiles(locks)), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            taking = new DeviceLocks(locks).TakeAsync("r1", Token);
            await Task.WhenAny(taking, Task.Delay(TimeSpan.FromMilliseconds(300), Token));
        }

        await using var taken = await taking;
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_dead_run_is_interrupted_though_a_later_one_is_at_work()
    {
        await _folder.DieAsync("00000001", "r1");
        await using var run = await Journal.BeginAsync(JournalFolder.Start("00000002"), Token);

        Assert.Equal("00000001", Assert.Single(await InterruptedAsync()).RunId);
    }

    [Theory]
    [InlineData(DeviceState.Untouched, false)]
    [InlineData(DeviceState.Committed, false)]
    [InlineData(DeviceState.RolledBack, false)]
    [InlineData(DeviceState.CandidateLoaded, true)]
    [InlineData(DeviceState.CommitPending, true)]
    [InlineData(DeviceState.Unknown, true)]
    public async Task A_run_that_ended_without_knowing_the_device_wants_to_be_resumed_too(DeviceState state, bool expected)
    {
        await _folder.DieAsync("00000001", "r1", JournalFolder.Entry(ProvisionStage.Verify, state) with { Outcome = ProvisionOutcome.Failed });

        Assert.Equal(expected, (await InterruptedAsync()).Count == 1);
        Assert.Equal(expected, Assert.Single(await Journal.ReadAsync(new(), Token)).IsInterrupted);
    }

    [Fact]
    public async Task A_device_that_another_process_works_on_is_refused_by_name_of_its_run()
    {
        await using var run = await _folder.Another().BeginAsync(JournalFolder.Start("00000001"), Token);

        var refusal = await Assert.ThrowsAsync<JournalException>(() => Journal.BeginAsync(JournalFolder.Start("00000002", "R1"), Token));

        Assert.Equal(ErrorCode.DeviceBusy, refusal.Code);
        Assert.Contains("'R1' is being worked on by run 00000001 of ops, begun at 2026-03-04 05:06:07Z", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await Journal.ReadAsync(new(), Token));
    }

    [Fact]
    public async Task Another_device_is_free_however_alike_its_name_is()
    {
        await using var run = await Journal.BeginAsync(JournalFolder.Start("00000001", "a/b"), Token);
        await using var other = await Journal.BeginAsync(JournalFolder.Start("00000002", "a_b"), Token);

        Assert.Equal(2, (await Journal.ReadAsync(new(), Token)).Count);
    }

    [Fact]
    public async Task A_device_is_free_when_its_run_has_ended()
    {
        await _folder.DieAsync("00000001", "r1");

        await using var run = await _folder.Another().BeginAsync(JournalFolder.Start("00000002"), Token);

        Assert.NotNull(run);
    }

    [Fact]
    public async Task A_run_is_taken_up_again_by_one_process_at_a_time()
    {
        await _folder.DieAsync("00000001", "r1");
        await using var run = await Journal.ReopenAsync("00000001", Token);
        await run.WriteAsync(JournalFolder.Entry(ProvisionStage.Commit), flush: true);

        Assert.Empty(await InterruptedAsync());
        Assert.Equal(ErrorCode.DeviceBusy, (await Assert.ThrowsAsync<JournalException>(() => _folder.Another().ReopenAsync("00000001", Token))).Code);
    }

    [Fact]
    public async Task A_run_that_is_not_there_cannot_be_taken_up() =>
        Assert.Equal(ErrorCode.RunNotFound, (await Assert.ThrowsAsync<JournalException>(() => Journal.ReopenAsync("00000001", Token))).Code);

    private Task<IReadOnlyList<RunRecord>> InterruptedAsync() => Journal.ReadAsync(new() { Interrupted = true }, Token);
}
