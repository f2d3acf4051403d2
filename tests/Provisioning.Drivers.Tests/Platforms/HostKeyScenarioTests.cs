using System.Security.Cryptography;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Whole runs on devices whose host key is not the one that the client knows.</summary>
public sealed class HostKeyScenarioTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task An_unknown_host_key_is_named_and_nothing_is_written(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var before = await Truth.OfAsync(bed);
        bed.KnownHosts = Path.Combine(bed.Server.Folder, "empty");
        await File.WriteAllTextAsync(bed.KnownHosts, "", Cancellation);
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.HostKeyUnknown);
        Assert.Contains(Fingerprint(bed.Server), result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(bed.KnownHosts, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_changed_host_key_is_named_and_nothing_is_written(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var before = await Truth.OfAsync(bed);
        await using var other = await StartOtherAsync();
        bed.Relay.LeadTo(other.Address, other.Port);
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.HostKeyChanged);
        Assert.Contains(Fingerprint(other), result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains($"line 1 of {bed.KnownHosts}", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_host_key_that_changes_after_the_commit_has_it_rolled_back_over_the_old_connection(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        await using var other = await StartOtherAsync();
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.Afterwards = verb => AfterCommit(verb, () => bed.Relay.LeadTo(other.Address, other.Port));
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.HostKeyChanged);
        Assert.Equal((running, startup, false), (await bed.RunningAsync(), await bed.StartupAsync(), await bed.IsPendingAsync()));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_host_key_that_changes_when_the_old_connection_is_lost_leaves_the_way_back_to_the_device(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        await using var other = await StartOtherAsync();
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        bed.IsLostForGood = true;
        bed.Afterwards = verb => AfterCommit(verb, () =>
        {
            bed.Relay.LeadTo(other.Address, other.Port);
            bed.Relay.CutAll();
        });
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync(engine.Commit with { ConfirmTimeout = bed.ShortConfirmTimeout });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed);
        Assert.Contains("is not the one", result.Error!.Message, StringComparison.Ordinal);
        await bed.LetTimeRunOutAsync(bed.ShortConfirmTimeout);
        Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
    }

    private static Task<SshServer> StartOtherAsync() => SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"] }, Cancellation);

    private static Task AfterCommit(CutVerb verb, Action action)
    {
        if (verb == CutVerb.Commit)
        {
            action();
        }

        return Task.CompletedTask;
    }

    // As ssh-keygen -l shows it.
    private static string Fingerprint(SshServer server) =>
        "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(server.HostKeys["ed25519"].Split(' ')[1]))).TrimEnd('=');
}
