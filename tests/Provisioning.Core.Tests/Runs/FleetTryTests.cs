using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

/// <summary>How often a device is tried, and for how long.</summary>
public sealed class FleetTryTests : FleetBench
{
    public static TheoryData<string> Transient => ["Unreachable", "ConnectionLost", "DeviceTimeout", "DeviceBusy"];

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_device_that_is_untouched_is_tried_again(string reason)
    {
        Provisioner.Shape = result => Provisioner.Started.Count < 3 ? Failed(result, reason, DeviceState.Untouched) : result;
        Release("a");

        var result = Assert.Single(await ListAsync(Run(["a"], new() { Retries = 5, RetryDelay = TimeSpan.Zero })));

        Assert.Equal((ProvisionOutcome.WouldChange, 3), (result.Outcome, result.Tries));
    }

    [Theory]
    [InlineData("AuthenticationFailed", DeviceState.Untouched)]
    [InlineData("HostKeyChanged", DeviceState.Untouched)]
    [InlineData("LoadRejected", DeviceState.Untouched)]
    [InlineData("ConnectionLost", DeviceState.CandidateLoaded)]
    [InlineData("ConnectionLost", DeviceState.CommitPending)]
    [InlineData("ConnectionLost", DeviceState.Unknown)]
    [InlineData("DeviceTimeout", DeviceState.RolledBack)]
    [InlineData("SaveFailed", DeviceState.Committed)]
    public async Task What_may_have_touched_the_device_or_would_fail_again_is_not_tried_again(string reason, DeviceState state)
    {
        Provisioner.Shape = result => Failed(result, reason, state);
        Release("a");

        var result = Assert.Single(await ListAsync(Run(["a"], new() { Retries = 5, RetryDelay = TimeSpan.Zero })));

        Assert.Equal((1, reason), (result.Tries, result.Error!.Code.Reason));
    }

    /// <summary>The change may cut the connection each time, and the device go back by itself.</summary>
    [Fact]
    public async Task A_device_that_was_lost_at_its_commit_is_not_tried_again()
    {
        Provisioner.Shape = result => Failed(result, "ConnectionLost", DeviceState.Untouched) with { Stage = ProvisionStage.Commit };
        Release("a");

        var result = Assert.Single(await ListAsync(Run(["a"], new() { Retries = 5, RetryDelay = TimeSpan.Zero })));

        Assert.Equal(1, result.Tries);
    }

    [Fact]
    public async Task When_the_run_was_stopped_no_device_is_tried_again()
    {
        Provisioner.Shape = result => Failed(result, result.Device == "a" ? "Unreachable" : "LoadRejected", DeviceState.Untouched);
        var all = Run(["a", "b"], new() { StopAfterFailures = 1, Retries = 1, RetryDelay = TimeSpan.Zero });
        await using var results = all.GetAsyncEnumerator(Cancellation);
        var first = results.MoveNextAsync();
        await Provisioner.BegunAsync("a");
        Release("b");
        await first;

        Release("a");
        await results.MoveNextAsync();

        Assert.Equal(["a", "b"], Provisioner.Started.Order());
    }

    [Fact]
    public async Task After_the_last_try_the_last_failure_stands()
    {
        Provisioner.Shape = result => Failed(result, "Unreachable", DeviceState.Untouched);
        Release("a");

        var result = Assert.Single(await ListAsync(Run(["a"], new() { Retries = 2, RetryDelay = TimeSpan.Zero })));

        Assert.Equal((3, ErrorCode.Unreachable), (result.Tries, result.Error!.Code));
    }

    [Fact]
    public async Task A_device_that_hangs_fails_at_its_deadline_and_the_next_one_has_its_own()
    {
        Provisioner.Shape = result => Provisioner.Stopped.TryGetValue(result.Device, out var code) ? Failed(result, code.Reason, DeviceState.Untouched) : result;
        Release("b");
        var all = ListAsync(Run(["a", "b"], new() { DeviceDeadline = TimeSpan.FromMinutes(2) }, atOnce: 1));
        await Provisioner.BegunAsync("a");

        Time.Advance(TimeSpan.FromMinutes(2));

        Ending.Is((await all)[0], ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeadlineExceeded);
        Ending.Is((await all)[1], ProvisionOutcome.WouldChange, DeviceState.Untouched);
    }

    [Fact]
    public async Task At_the_deadline_of_the_run_what_is_begun_stops_and_the_rest_is_skipped()
    {
        Provisioner.Shape = result => Provisioner.Stopped.TryGetValue(result.Device, out var code) ? Failed(result, code.Reason, DeviceState.Untouched) : result;
        var all = ListAsync(Run(["a", "b"], new() { RunDeadline = TimeSpan.FromMinutes(2) }, atOnce: 1));
        await Provisioner.BegunAsync("a");

        Time.Advance(TimeSpan.FromMinutes(2));

        Ending.Is((await all)[0], ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeadlineExceeded);
        Ending.Is((await all)[1], ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.DeadlineExceeded);
        Assert.Equal(["a"], Provisioner.Started);
    }

    private static ProvisionResult Failed(ProvisionResult result, string reason, DeviceState state)
    {
        var code = (ErrorCode)typeof(ErrorCode).GetField(reason)!.GetValue(null)!;
        return result with
        {
            Outcome = state == DeviceState.RolledBack ? ProvisionOutcome.RolledBack : ProvisionOutcome.Failed,
            DeviceState = state,
            Stage = ProvisionStage.Open,
            Error = new(code, reason),
        };
    }
}
