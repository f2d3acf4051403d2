using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>The caller's cancellation: it counts up to the commit and no longer.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly RunBench _bench = new();
    private readonly CancellationTokenSource _cancel = new();

    public void Dispose() => _cancel.Dispose();

    [Fact]
    public async Task Cancelled_before_it_begins_the_device_is_skipped_and_no_secret_is_asked_for()
    {
        await _cancel.CancelAsync();

        var result = await _bench.CommitAsync(_cancel.Token);

        Ending.Is(result, ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.Cancelled);
        Assert.Equal(0, _bench.CredentialsAsked);
    }

    [Fact]
    public async Task Cancelled_while_the_credentials_are_looked_up_the_device_is_skipped()
    {
        _bench.OnCredential = CancelAndThrowAsync;

        Ending.Is(await _bench.CommitAsync(_cancel.Token), ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.Cancelled);
    }

    [Fact]
    public async Task Cancelled_while_the_config_is_looked_up_the_device_is_skipped()
    {
        _bench.OnIntended = CancelAndThrowAsync;

        Ending.Is(await _bench.CommitAsync(_cancel.Token), ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.Cancelled);
    }

    [Fact]
    public async Task A_source_that_does_not_hear_the_cancellation_opens_nothing_either()
    {
        _bench.OnIntended = async _ => await _cancel.CancelAsync();

        Ending.Is(await _bench.CommitAsync(_cancel.Token), ProvisionOutcome.Skipped, DeviceState.Untouched, ErrorCode.Cancelled);
        Assert.Empty(_bench.Device.Journal);
    }

    [Theory]
    [InlineData(Verb.Commit, Moment.Before)]
    [InlineData(Verb.Commit, Moment.After)]
    [InlineData(Verb.Confirm, Moment.Before)]
    [InlineData(Verb.Save, Moment.Before)]
    [InlineData(Verb.CleanUp, Moment.Before)]
    public async Task Cancelled_from_the_commit_on_the_run_finishes(Verb verb, Moment moment)
    {
        _bench.Device.On(verb, _cancel.Cancel, moment);

        Ending.Is(await _bench.CommitAsync(_cancel.Token), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal(_bench.Intended, _bench.Device.Startup);
    }

    [Fact]
    public async Task Cancelled_during_the_recovery_the_old_config_still_comes_back()
    {
        _bench.Device.Fail(Verb.Load, RunBench.Lost, skip: 1);
        _bench.Device.On(Verb.Rollback, _cancel.Cancel);

        Ending.Is(await _bench.CommitAsync(_cancel.Token), ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConnectionLost);
        Ending.LeavesAsItWas(_bench.Device);
    }

    private async ValueTask CancelAndThrowAsync(CancellationToken cancellationToken)
    {
        await _cancel.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
