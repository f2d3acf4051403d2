using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

public sealed class FleetRunTests
{
    private readonly GatedProvisioner _provisioner = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_devices_are_begun_at_once_than_allowed()
    {
        await using var results = Run(["a", "b", "c"], atOnce: 2).GetAsyncEnumerator(Cancellation);
        var first = results.MoveNextAsync();
        await _provisioner.BegunAsync("a");
        await _provisioner.BegunAsync("b");
        var before = _provisioner.Started.Count;

        _provisioner.Release("a");
        await first;
        await _provisioner.BegunAsync("c");

        Assert.Equal((2, 3), (before, _provisioner.Started.Count));
    }

    [Fact]
    public async Task One_at_a_time_keeps_the_inventorys_order()
    {
        Release("a", "b", "c");

        Assert.Equal(["a", "b", "c"], (await ListAsync(Run(["a", "b", "c"], atOnce: 1))).Select(result => result.Device));
    }

    [Fact]
    public async Task A_result_comes_while_slower_devices_are_still_worked_on()
    {
        await using var results = Run(["slow", "quick"], atOnce: 2).GetAsyncEnumerator(Cancellation);
        _provisioner.Release("quick");

        Assert.True(await results.MoveNextAsync());

        Assert.Equal("quick", results.Current.Device);
    }

    [Fact]
    public async Task The_inventory_is_read_only_as_fast_as_it_is_worked_on()
    {
        var read = 0;
        await using var results = FleetRun.RunAsync(_provisioner, Endless(() => read++, Cancellation), new() { MaxConcurrency = 2 }, _time, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        var first = results.MoveNextAsync();
        await _provisioner.BegunAsync("d1");
        _provisioner.Release("d0");
        await first;

        Assert.InRange(read, 2, 5);
    }

    [Fact]
    public async Task A_failed_device_does_not_stop_the_others()
    {
        Release("a", "b", "c");
        _provisioner.Outcome = device => device.Name == "b" ? ProvisionOutcome.Failed : ProvisionOutcome.WouldChange;

        var results = await ListAsync(Run(["a", "b", "c"]));

        Assert.Equal(["a", "b", "c"], results.Select(result => result.Device).Order());
    }

    [Fact]
    public async Task A_run_that_throws_is_a_failed_device_and_does_not_stop_the_others()
    {
        Release("a", "b", "c");
        _provisioner.Outcome = device => device.Name == "b" ? throw new InvalidOperationException("s3cret") : ProvisionOutcome.WouldChange;

        var results = await ListAsync(Run(["a", "b", "c"], atOnce: 1));

        Assert.Equal(["a", "b", "c"], results.Select(result => result.Device));
        Ending.Is(results[1], ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.Internal);
        Assert.DoesNotContain("s3cret", results[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_comes_twice_is_skipped_the_second_time_in_any_letter_case()
    {
        Release("r1");

        var results = await ListAsync(Run(["r1", "R1"], atOnce: 1));

        Ending.Is(results[1], ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.DeviceDuplicate);
        Assert.Equal(["r1"], _provisioner.Started);
    }

    [Fact]
    public async Task After_a_cancellation_devices_not_begun_are_skipped_with_the_reason()
    {
        using var cancel = new CancellationTokenSource();
        var results = ListAsync(Run(["a", "b", "c"], atOnce: 1, cancel.Token));
        await _provisioner.BegunAsync("a");

        await cancel.CancelAsync();

        var (begun, skipped) = ((await results)[0], (await results).Skip(1).ToList());
        Assert.Equal("a", begun.Device);
        Assert.Equal(["b", "c"], skipped.Select(result => result.Device));
        Assert.All(skipped, result => Ending.Is(result, ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.Cancelled));
        Assert.Equal(["a"], _provisioner.Started);
    }

    [Fact]
    public async Task A_consumer_that_stops_early_stops_what_is_begun_and_does_not_hang()
    {
        _provisioner.Release("d0");

        await foreach (var _ in FleetRun.RunAsync(_provisioner, Endless(() => { }, Cancellation), new() { MaxConcurrency = 3 }, _time, Cancellation))
        {
            break;
        }

        Assert.Equal(_provisioner.Started.Count, _provisioner.Stopped.Count + 1);
    }

    [Fact]
    public async Task A_consumer_that_stops_early_does_not_wait_for_an_inventory_that_gives_nothing_more()
    {
        var devices = Channel.CreateUnbounded<Device>();
        devices.Writer.TryWrite(new() { Name = "a" });
        _provisioner.Release("a");

        await foreach (var result in FleetRun.RunAsync(_provisioner, devices.Reader.ReadAllAsync(Cancellation), new(), _time, Cancellation))
        {
            Assert.Equal("a", result.Device);
            break;
        }
    }

    [Fact]
    public async Task At_its_deadline_a_run_does_not_wait_for_an_inventory_that_gives_nothing_more()
    {
        var devices = Channel.CreateUnbounded<Device>();
        devices.Writer.TryWrite(new() { Name = "a" });
        var options = new ProvisionOptions { Fleet = new() { RunDeadline = TimeSpan.FromMinutes(1) } };
        await using var results = FleetRun.RunAsync(_provisioner, devices.Reader.ReadAllAsync(Cancellation), options, _time, Cancellation).GetAsyncEnumerator(Cancellation);
        var first = results.MoveNextAsync();
        await _provisioner.BegunAsync("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        await first;
        _time.Advance(DeviceReader.Grace);

        var thrown = await Assert.ThrowsAsync<InventoryException>(async () => await results.MoveNextAsync());

        Assert.Equal(ErrorCode.DeadlineExceeded, thrown.Code);
        Assert.Equal(ErrorCode.DeadlineExceeded, _provisioner.Stopped["a"]);
    }

    [Fact]
    public async Task The_inventorys_exception_comes_after_the_results_so_far()
    {
        Release("a", "b");
        var seen = new List<string>();

        var thrown = await Assert.ThrowsAsync<InventoryException>(async () =>
        {
            await foreach (var result in FleetRun.RunAsync(_provisioner, Broken(), new(), _time, Cancellation))
            {
                seen.Add(result.Device);
            }
        });

        Assert.Equal(ErrorCode.InventoryMalformed, thrown.Code);
        Assert.Equal(["a", "b"], seen.Order());
    }

    [Fact]
    public async Task No_devices_give_no_results() => Assert.Empty(await ListAsync(Run([])));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Less_than_one_at_once_is_refused_at_the_call(int atOnce)
    {
        await using var services = new RunBench().Services();
        var provisioner = services.GetRequiredService<IProvisioner>();

        Assert.Throws<ArgumentOutOfRangeException>(() => { provisioner.ProvisionAsync(Devices(["r1"]), new() { MaxConcurrency = atOnce }, Cancellation); });
    }

    [Fact]
    public async Task No_inventory_is_refused_at_the_call()
    {
        await using var services = new RunBench().Services();
        var provisioner = services.GetRequiredService<IProvisioner>();

        Assert.Throws<ArgumentNullException>(() => { provisioner.ProvisionAsync((IAsyncEnumerable<Device>)null!, null, Cancellation); });
    }

    [Fact]
    public async Task The_engines_own_runs_are_streamed()
    {
        var bench = new RunBench();
        await using var services = bench.Services();

        var results = await ListAsync(services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new[] { bench.Target, bench.Target with { Name = "r2", Platform = null } }.ToAsyncEnumerable(), new() { MaxConcurrency = 1 }, Cancellation));

        Ending.Is(results[0], ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Ending.Is(results[1], ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PlatformMissing);
    }

    private static async Task<List<ProvisionResult>> ListAsync(IAsyncEnumerable<ProvisionResult> results)
    {
        var list = new List<ProvisionResult>();
        await foreach (var result in results)
        {
            list.Add(result);
        }

        return list;
    }

    private static IAsyncEnumerable<Device> Devices(IEnumerable<string> names) =>
        names.Select(name => new Device { Name = name }).ToAsyncEnumerable();

    private static async IAsyncEnumerable<Device> Broken()
    {
        yield return new() { Name = "a" };
        yield return new() { Name = "b" };
        await Task.CompletedTask;
        throw new InventoryException(ErrorCode.InventoryMalformed, "line 7");
    }

    private static async IAsyncEnumerable<Device> Endless(Action read, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            read();
            yield return new() { Name = $"d{number}" };
            await Task.CompletedTask;
        }
    }

    private IAsyncEnumerable<ProvisionResult> Run(IEnumerable<string> names, int atOnce = 10, CancellationToken? cancellationToken = null) =>
        FleetRun.RunAsync(_provisioner, Devices(names), new() { MaxConcurrency = atOnce }, _time, cancellationToken ?? Cancellation);

    private void Release(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _provisioner.Release(name);
        }
    }
}
