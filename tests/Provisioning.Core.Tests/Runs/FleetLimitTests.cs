using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Canaries, batches, failure limits and turns of runs over many devices.</summary>
public sealed class FleetLimitTests : FleetBench
{
    [Fact]
    public async Task The_canaries_end_before_any_other_device_is_begun()
    {
        var all = ListAsync(Run(["a", "b", "c", "d"], new() { Canaries = 2 }));
        await Task.WhenAll(Provisioner.BegunAsync("a"), Provisioner.BegunAsync("b"));
        Release("a", "c", "d");
        var before = Provisioner.Started.Order().ToList();

        Release("b");

        Assert.Equal(4, (await all).Count);
        Assert.Equal(["a", "b"], before);
    }

    [Fact]
    public async Task A_device_that_comes_twice_takes_no_other_canarys_place()
    {
        var all = ListAsync(Run(["a", "a", "b", "c"], new() { Canaries = 2 }));
        await Task.WhenAll(Provisioner.BegunAsync("a"), Provisioner.BegunAsync("b")).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Release("a", "c");
        var before = Provisioner.Started.Order().ToList();

        Release("b");

        Assert.Equal(4, (await all).Count);
        Assert.Equal(["a", "b"], before);
    }

    [Fact]
    public async Task When_a_canary_fails_no_other_device_is_begun()
    {
        Fail("b");
        Release("a", "b");

        var results = await ListAsync(Run(["a", "b", "c", "d"], new() { Canaries = 2 }));

        Assert.Equal(["a", "b"], Provisioner.Started.Order());
        Assert.All(results.Where(result => result.Device is "c" or "d"), result => Ending.Is(result, ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.FleetStopped));
        Assert.Contains("1 of the 2 devices that went first failed", results.Single(result => result.Device == "c").Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_ends_before_the_next_is_begun()
    {
        var all = ListAsync(Run(["a", "b", "c"], new() { BatchSize = 2 }));
        await Task.WhenAll(Provisioner.BegunAsync("a"), Provisioner.BegunAsync("b"));
        Release("a", "c");
        var before = Provisioner.Started.Order().ToList();

        Release("b");

        Assert.Equal(3, (await all).Count);
        Assert.Equal(["a", "b"], before);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    public async Task Batches_may_leave_a_rest(int size, int devices)
    {
        var names = Enumerable.Range(0, devices).Select(number => $"r{number}").ToList();
        Release([.. names]);

        Assert.Equal(names, (await ListAsync(Run(names, new() { BatchSize = size, Canaries = 1 }))).Select(result => result.Device).Order());
    }

    [Fact]
    public async Task After_so_many_failures_the_others_are_skipped_with_the_reason()
    {
        Fail("a", "c");
        Release("a", "b", "c", "d");

        var results = await ListAsync(Run(["a", "b", "c", "d", "e"], new() { StopAfterFailures = 2 }, atOnce: 1));

        Assert.Equal(["a", "b", "c"], Provisioner.Started);
        Assert.All(results.Skip(3), result => Ending.Is(result, ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.FleetStopped));
        Assert.Contains("2 devices failed", results[^1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolled_back_device_counts_as_failed()
    {
        Provisioner.Shape = result => result with { Outcome = ProvisionOutcome.RolledBack, DeviceState = DeviceState.RolledBack };
        Release("a", "b");

        await ListAsync(Run(["a", "b"], new() { StopAfterFailures = 1 }, atOnce: 1));

        Assert.Equal(["a"], Provisioner.Started);
    }

    /// <summary>10% of 21 devices is 2.1: the third failure is too many, wherever it comes; one alone never is.</summary>
    [Theory]
    [InlineData(new[] { 0 }, 21)]
    [InlineData(new[] { 0, 1 }, 2)]
    [InlineData(new[] { 0, 20 }, 21)]
    [InlineData(new[] { 10, 15 }, 16)]
    public async Task More_than_so_many_percent_failed_of_those_that_ended_stops_the_rest(int[] failing, int begun)
    {
        var names = Enumerable.Range(0, 21).Select(number => $"r{number:D2}").ToArray();
        Fail([.. failing.Select(number => names[number])]);
        Release(names);

        await ListAsync(Run(names, new() { StopAfterPercent = 10 }, atOnce: 1));

        Assert.Equal(begun, Provisioner.Started.Count);
    }

    [Fact]
    public async Task Devices_that_are_skipped_do_not_count()
    {
        Provisioner.Shape = result => result with { Outcome = ProvisionOutcome.Skipped };
        Release("a", "b");

        await ListAsync(Run(["a", "b"], new() { StopAfterFailures = 1 }, atOnce: 1));

        Assert.Equal(["a", "b"], Provisioner.Started);
    }

    [Fact]
    public async Task A_device_that_waits_for_its_turn_to_connect_is_skipped_when_the_run_was_stopped()
    {
        var bench = new RunBench { ConnectionsPerSecond = 1 / TestTime.Pause.TotalSeconds };
        var (second, stopped, begun) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        bench.OnIntended = _ => new(Interlocked.Increment(ref begun) < 2 ? Task.CompletedTask : HoldAsync());
        bench.Device.On(Verb.Open, async _ =>
        {
            await second.Task;
            throw RunBench.Lost;
        });
        await using var services = bench.Services();
        await using var results = services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new[] { bench.Target, bench.Target with { Name = "r2" } }.ToAsyncEnumerable(),
            RunBench.Commits with { MaxConcurrency = 2, Fleet = new() { StopAfterFailures = 1 } }, Cancellation).GetAsyncEnumerator(Cancellation);

        await results.MoveNextAsync();
        stopped.SetResult();
        await results.MoveNextAsync();

        Ending.Is(results.Current, ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.FleetStopped);
        Assert.Equal([Verb.Open], bench.Device.Journal);

        Task HoldAsync()
        {
            second.SetResult();
            return stopped.Task;
        }
    }

    [Fact]
    public async Task What_a_device_waits_for_its_turn_to_connect_is_not_its_time()
    {
        var bench = new RunBench { ConnectionsPerSecond = 1 / TestTime.Pause.TotalSeconds };
        var (ended, begun) = (new TaskCompletionSource(), 0);
        bench.OnIntended = _ => new(Interlocked.Increment(ref begun) < 2 ? Task.CompletedTask : ended.Task);
        await using var services = bench.Services();
        await using var results = services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new[] { bench.Target, bench.Target with { Name = "r2" } }.ToAsyncEnumerable(),
            new() { MaxConcurrency = 2, Fleet = new() { DeviceDeadline = TestTime.Pause / 2 } }, Cancellation).GetAsyncEnumerator(Cancellation);

        await results.MoveNextAsync();
        ended.SetResult();
        await results.MoveNextAsync();

        Ending.Is(results.Current, ProvisionOutcome.WouldChange, DeviceState.Untouched);
    }

    public static TheoryData<string> OutOfRange =>
        [nameof(FleetOptions.Canaries), nameof(FleetOptions.BatchSize), nameof(FleetOptions.StopAfterFailures), nameof(FleetOptions.StopAfterPercent), nameof(FleetOptions.Retries), nameof(FleetOptions.RetryDelay), nameof(FleetOptions.DeviceDeadline), nameof(FleetOptions.RunDeadline)];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_named_at_the_call(string name)
    {
        var options = new FleetOptions();
        var fleet = name switch
        {
            nameof(FleetOptions.Canaries) => options with { Canaries = -1 },
            nameof(FleetOptions.BatchSize) => options with { BatchSize = 0 },
            nameof(FleetOptions.StopAfterFailures) => options with { StopAfterFailures = 0 },
            nameof(FleetOptions.StopAfterPercent) => options with { StopAfterPercent = double.NaN },
            nameof(FleetOptions.Retries) => options with { Retries = -1 },
            nameof(FleetOptions.RetryDelay) => options with { RetryDelay = TimeSpan.FromSeconds(-1) },
            nameof(FleetOptions.DeviceDeadline) => options with { DeviceDeadline = TimeSpan.Zero },
            _ => options with { RunDeadline = TimeSpan.FromDays(31) },
        };

        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => { Run(["a"], fleet); }).ParamName);
    }
}
