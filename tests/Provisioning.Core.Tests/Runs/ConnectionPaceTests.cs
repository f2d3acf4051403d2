using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

public sealed class ConnectionPaceTests
{
    private readonly TestTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_begin_one_by_one_in_their_time()
    {
        using var pace = new ConnectionPace(new() { ConnectionsPerSecond = 2 }, _time);
        Task[] turns = [pace.WaitAsync(Cancellation), pace.WaitAsync(Cancellation), pace.WaitAsync(Cancellation)];
        var atOnce = Done(turns);

        _time.Advance(TimeSpan.FromSeconds(0.5));
        await turns[1];

        Assert.Equal((1, 2), (atOnce, Done(turns)));
    }

    [Fact]
    public void What_was_not_used_is_not_saved_up()
    {
        using var pace = new ConnectionPace(new() { ConnectionsPerSecond = 1 }, _time);
        _time.Advance(TimeSpan.FromHours(1));

        Task[] turns = [pace.WaitAsync(Cancellation), pace.WaitAsync(Cancellation)];

        Assert.Equal(1, Done(turns));
    }

    [Fact]
    public void What_does_not_wait_counts_all_the_same()
    {
        using var pace = new ConnectionPace(new() { ConnectionsPerSecond = 1 }, _time);

        pace.Count();

        Assert.False(pace.WaitAsync(Cancellation).IsCompleted);
    }

    [Fact]
    public async Task A_clock_that_is_turned_back_makes_nobody_wait_longer()
    {
        using var pace = new ConnectionPace(new() { ConnectionsPerSecond = 1 }, _time);
        pace.Count();

        _time.Turned = TimeSpan.FromDays(-1);
        var turn = pace.WaitAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));

        await turn.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Nobody_waits_for_a_turn_that_was_given_up()
    {
        using var pace = new ConnectionPace(new() { ConnectionsPerSecond = 1 }, _time);
        using var cancel = new CancellationTokenSource();
        pace.Count();
        var given = Enumerable.Range(0, 100).Select(_ => pace.WaitAsync(cancel.Token)).ToList();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(given));

        var next = pace.WaitAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));

        await next.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public void Without_a_rate_nobody_waits()
    {
        using var pace = new ConnectionPace(new(), _time);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(pace.WaitAsync(Cancellation).IsCompleted));
    }

    private static int Done(Task[] turns) => turns.Count(turn => turn.IsCompleted);
}
