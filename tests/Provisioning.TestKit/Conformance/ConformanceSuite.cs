using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <summary>
/// What every platform must do, on every bed. A platform's tests inherit this; each scenario starts a device of its own.
/// </summary>
public abstract partial class ConformanceSuite
{
    /// <summary>The operations, for theories; a platform with only one of them hides this with its own.</summary>
    public static TheoryData<LoadOperation> Operations => [LoadOperation.Merge, LoadOperation.Replace];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract Task<ConformanceBed> StartAsync();

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_dry_run_shows_the_diff_and_changes_nothing(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var before = await Truth.OfAsync(bed);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], new() { DryRun = true });

        AssertEnds(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.False(result.Diff!.IsEmpty);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Without_commit_the_device_validates_and_nothing_changes(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var before = await Truth.OfAsync(bed);

        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], new() { DryRun = false, CommitChanges = false });

        AssertEnds(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_commit_changes_running_and_startup_and_leaves_nothing_behind(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var config = bed.Configs(operation)[0];

        var result = await RunAsync(bed, operation, config, Commit);

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(config), await bed.RunningAsync(), StringComparison.Ordinal);
        Assert.Contains(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.False(result.AppliedDiff!.IsEmpty);
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_commit_without_a_timer_works_too(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var config = bed.Configs(operation)[0];

        var result = await RunAsync(bed, operation, config, Commit with { ConfirmTimeout = null });

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_already_there_is_unchanged(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var config = bed.Configs(operation)[0];
        AssertEnds(await RunAsync(bed, operation, config, Commit), ProvisionOutcome.Changed, DeviceState.Committed);
        var before = await Truth.OfAsync(bed);

        var result = await RunAsync(bed, operation, config, Commit);

        AssertEnds(result, ProvisionOutcome.Unchanged, DeviceState.Untouched);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task One_change_after_another(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        foreach (var config in bed.Configs(operation))
        {
            AssertEnds(await RunAsync(bed, operation, config, Commit), ProvisionOutcome.Changed, DeviceState.Committed);
            Assert.Contains(bed.Mark(config), await bed.RunningAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_replacement_takes_away_what_it_does_not_mention()
    {
        await using var bed = await StartAsync();
        await RunAsync(bed, LoadOperation.Replace, bed.Replacements[0], Commit);

        await RunAsync(bed, LoadOperation.Replace, bed.Replacements[1], Commit);

        Assert.DoesNotContain(bed.Mark(bed.Replacements[0]), await bed.RunningAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rejected_line_is_named_and_nothing_changes(bool dryRun)
    {
        await using var bed = await StartAsync();
        var before = await Truth.OfAsync(bed);

        var result = await RunAsync(bed, AnOperation(bed), bed.Rejected.Config, Commit with { DryRun = dryRun });

        if (!bed.ChecksLoads)
        {
            await AssertRejectsAtCommitAsync(bed, before, result);
            return;
        }

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.LoadRejected, result.Error!.Code);
        Assert.Contains(bed.Rejected.Named, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Truth.OfAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_nothing_changes()
    {
        await using var bed = await StartAsync();
        var wrong = bed.Credential with { Password = new("not-the-password") };

        var result = await RunAsync(bed, AnOperation(bed), AConfig(bed), Commit, credential: wrong);

        AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
        Assert.Equal(ErrorCode.AuthenticationFailed, result.Error!.Code);
    }

    [Fact]
    public async Task A_commit_message_is_kept_where_the_platform_says_so()
    {
        await using var bed = await StartAsync();
        await using var services = Services(bed, "", bed.Credential);

        var result = await RunAsync(bed, AnOperation(bed), AConfig(bed), Commit with { CommitMessage = "CHG0042 new uplink" });

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        var kept = services.GetRequiredService<IPlatform>().Capabilities.CommitMessage && bed.CarriesMessages;
        Assert.Equal(kept, (await bed.CommitMessagesAsync()).Any(message => message.Contains("CHG0042 new uplink", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_commit_goes_over_the_wire_as_approved(LoadOperation operation)
    {
        await using var bed = await StartAsync();
        var result = await RunAsync(bed, operation, bed.Configs(operation)[0], Commit);

        AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
        if (bed.Transcript is { } name)
        {
            await ApprovedText.AssertAsync($"{name}-{operation}".ToLowerInvariant(), bed.Wire.ToString(), bed.TranscriptFolder);
        }
    }

    [Fact]
    public async Task The_bed_has_configs_for_just_the_declared_operations()
    {
        await using var bed = await StartAsync();
        await using var services = Services(bed, "", bed.Credential);
        var declared = services.GetRequiredService<IPlatform>().Capabilities.Operations;
        Assert.Equal(declared, Enum.GetValues<LoadOperation>().Where(operation => bed.Configs(operation).Count > 1));
    }

    [Fact]
    public async Task Every_declared_store_can_be_read()
    {
        await using var bed = await StartAsync();
        await using var services = Services(bed, "", bed.Credential);
        await using var session = await OpenAsync(bed, services, "00c0ffee");
        var operation = AnOperation(bed);
        await session.LoadAsync(bed.Configs(operation)[0], operation, Cancellation);
        foreach (var store in services.GetRequiredService<IPlatform>().Capabilities.Stores)
        {
            Assert.NotEqual("", (await session.GetConfigAsync(store, Cancellation)).Trim());
        }
    }

    protected static ProvisionOptions Commit { get; } = new() { DryRun = false };

    protected static async Task<ProvisionResult> RunAsync(
        ConformanceBed bed, LoadOperation operation, string config, ProvisionOptions options, DeviceCredential? credential = null)
    {
        await using var services = Services(bed, config, credential ?? bed.Credential);
        return await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, Suited(bed, operation, options), Cancellation);
    }

    protected static void AssertEnds(ProvisionResult result, ProvisionOutcome outcome, DeviceState state) =>
        Assert.True(
            result.Outcome == outcome && result.DeviceState == state,
            $"Expected {outcome}/{state}, was {result.Outcome}/{result.DeviceState} at {result.Stage}: {result.Error}\n{result.Diff}");

    private static ServiceProvider Services(
        ConformanceBed bed, string config, DeviceCredential credential, Func<IPlatform, IPlatform>? wrap = null)
    {
        var services = BedServices.ForEngine(bed, config, credential);
        bed.AddServices(services, wrap ?? (platform => platform));
        return services.BuildServiceProvider();
    }

    /// <summary>Commits with a timer, confirms nothing, and closes the session.</summary>
    private static async Task CommitAsync(ConformanceBed bed, string runId, TimeSpan timeout)
    {
        await using var services = Services(bed, "", bed.Credential);
        await using var session = await OpenAsync(bed, services, runId);
        await session.LoadAsync(AConfig(bed), AnOperation(bed), Cancellation);
        await session.CommitAsync(new(timeout, null), Cancellation);
    }

    private static Task<IDeviceSession> OpenAsync(ConformanceBed bed, ServiceProvider services, string runId)
    {
        var platform = services.GetRequiredService<IPlatform>();
        return platform.OpenAsync(
            new()
            {
                Device = bed.Device,
                Credential = bed.Credential,
                CredentialSource = services.GetRequiredService<ICredentialSource>(),
                RunId = runId,
                Secrets = new(platform.SecretPatterns, bed.Credential.Secrets),
                Timeouts = new(),
                Logger = services.GetRequiredService<ILogger<ConformanceSuite>>(),
                TimeProvider = bed.TimeProvider,
            },
            Cancellation);
    }

    private static LoadOperation AnOperation(ConformanceBed bed) => bed.Merges.Count > 0 ? LoadOperation.Merge : LoadOperation.Replace;

    private static string AConfig(ConformanceBed bed) => bed.Configs(AnOperation(bed))[0];
}
