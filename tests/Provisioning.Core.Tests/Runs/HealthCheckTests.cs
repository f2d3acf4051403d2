using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Core.Tests.Runs;

/// <summary>A host's own checks, and what a result tells of the commit's protection.</summary>
public sealed class HealthCheckTests
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task A_check_is_asked_after_the_verification_and_before_the_confirmation()
    {
        Verb[] before = [];
        Check(() => before = [.. _bench.Device.Journal]);

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains(Verb.Commit, before);
        Assert.Equal(2, before.Count(verb => verb == Verb.Diff));
        Assert.DoesNotContain(Verb.Confirm, before);
    }

    [Fact]
    public async Task A_check_that_objects_has_the_commit_rolled_back()
    {
        Check(() => { }, "2 of 4 neighbours are down");

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.HealthCheckFailed);
        Ending.LeavesAsItWas(_bench.Device);
        Assert.Contains("HealthCheck says: 2 of 4 neighbours are down", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_check_has_to_agree()
    {
        Check(() => { });
        Check(() => { }, "no");

        Ending.Is(await _bench.CommitAsync(), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.HealthCheckFailed);
    }

    [Fact]
    public async Task A_check_that_throws_objects()
    {
        Check(() => throw new InvalidOperationException("no route to the monitoring"));

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.HealthCheckFailed);
        Assert.Contains("no route to the monitoring", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_answer_objects_when_the_commits_time_is_over()
    {
        _bench.HealthChecks.Add(new HealthCheck(async () =>
        {
            _bench.Time.Advance(RunBench.Commits.ConfirmTimeout!.Value);
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return null;
        }));

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.HealthCheckFailed);
        Ending.LeavesAsItWas(_bench.Device);
    }

    [Fact]
    public async Task A_dry_run_asks_no_check()
    {
        Check(() => Assert.Fail("It was asked."));

        Ending.Is(await _bench.RunAsync(), ProvisionOutcome.WouldChange, DeviceState.Untouched);
    }

    [Theory]
    [InlineData(300, CommitProtection.DeviceTimer)]
    [InlineData(0, CommitProtection.OpenConnection)]
    public async Task The_result_tells_what_protected_the_commit(int seconds, CommitProtection protection)
    {
        var result = await _bench.RunAsync(RunBench.Commits with { ConfirmTimeout = seconds == 0 ? null : TimeSpan.FromSeconds(seconds) });

        Assert.Equal(protection, result.Protection);
    }

    [Fact]
    public async Task The_result_of_a_commit_has_the_config_before_it_and_does_not_show_it()
    {
        var result = await _bench.CommitAsync();

        Assert.Equal(FakeDevice.OldConfig, result.Backup!.Reveal());
        Assert.Contains("Backup = ***", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_commit_there_is_neither_protection_nor_backup()
    {
        var result = await _bench.RunAsync();

        Assert.Equal((null, null), (result.Protection, result.Backup));
    }

    private void Check(Action look, string? wrong = null) => _bench.HealthChecks.Add(new HealthCheck(() =>
    {
        look();
        return Task.FromResult(wrong);
    }));

    private sealed class HealthCheck(Func<Task<string?>> check) : IDeviceHealthCheck
    {
        public Task<string?> CheckAsync(Device device, CancellationToken cancellationToken) => check();
    }
}
