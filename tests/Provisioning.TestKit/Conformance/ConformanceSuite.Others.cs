using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <content>Somebody else is at work, or somebody gives up.</content>
public abstract partial class ConformanceSuite
{
    [Fact]
    public async Task Closing_a_session_leaves_its_pending_commit_pending()
    {
        await using var bed = await StartAsync();
        if (!bed.HasCommitTimer)
        {
            await AssertRefusesTimerAsync(bed);
            return;
        }

        await CommitAsync(bed, "00c0ffee", TimeSpan.FromMinutes(5));

        Assert.True(await bed.IsPendingAsync());
    }

    [Fact]
    public async Task Somebody_elses_pending_commit_is_named_and_left_alone()
    {
        await using var bed = await StartAsync();
        if (!bed.HasCommitTimer)
        {
            await AssertRefusesTimerAsync(bed);
            return;
        }

        const string Owner = "0badcafe";
        await CommitAsync(bed, Owner, TimeSpan.FromMinutes(5));
        var running = await bed.RunningAsync();

        var result = await RunAsync(bed, AnOperation(bed), AConfig(bed), Commit);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.DeviceBusy, result.Error!.Code);
        Assert.Contains(bed.NameOf(Owner), result.Error.Message, StringComparison.Ordinal);
        Assert.True(await bed.IsPendingAsync());
        Assert.Equal(running, await bed.RunningAsync());
    }

    /// <summary>What others have opened and not committed is theirs: a run waits for nobody, and takes nothing away.</summary>
    [Fact]
    public async Task Somebody_elses_open_candidate_is_never_dropped()
    {
        await using var bed = await StartAsync();
        var operation = AnOperation(bed);
        await using var services = Services(bed, "", bed.Credential);
        await using var other = await OpenAsync(bed, services, "0badcafe");
        await other.LoadAsync(bed.Configs(operation)[0], operation, Cancellation);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[1], Commit);

        if (result.Outcome == ProvisionOutcome.Failed)
        {
            AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
            Assert.Equal(ErrorCode.DeviceBusy, result.Error!.Code);
        }
        else
        {
            AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        }

        Assert.False((await other.GetDiffAsync(Cancellation)).IsEmpty);
    }

    [Fact]
    public async Task Cancelled_during_the_load_nothing_changes()
    {
        await using var bed = await StartAsync();
        var before = await Truth.OfAsync(bed);
        using var cancel = new CancellationTokenSource();
        await using var services = Services(bed, AConfig(bed), bed.Credential, platform => new WrappedPlatform(platform, session => new InterruptedSession(session, async (verb, action) =>
        {
            await action();
            await cancel.CancelAsync();
        })));

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, Suited(bed, AnOperation(bed), Commit), cancel.Token);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.Cancelled, result.Error!.Code);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Cancelled_from_the_commit_on_the_run_finishes()
    {
        await using var bed = await StartAsync();
        using var cancel = new CancellationTokenSource();
        await using var services = Services(bed, AConfig(bed), bed.Credential, platform => new WrappedPlatform(platform, session => new InterruptedSession(session, async (verb, action) =>
        {
            await (verb == CutVerb.Commit ? cancel.CancelAsync() : Task.CompletedTask);
            await action();
        })));

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, Suited(bed, AnOperation(bed), Commit), cancel.Token);

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
    }
}
