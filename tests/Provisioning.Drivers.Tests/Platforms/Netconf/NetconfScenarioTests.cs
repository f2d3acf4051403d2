using NSubstitute;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>What servers do differently, and others at work.</summary>
public class NetconfScenarioTests
{
    private const string Contact = "<router xmlns=\"urn:example:router\"><contact>somebody else's</contact></router>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_says_ok_and_commits_nothing_is_found_out()
    {
        await using var bed = new NetconfBed(options: new() { CommitsNothing = true });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.VerificationFailed);
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("candidate")]
    [InlineData("running")]
    public async Task Whoever_holds_a_lock_is_named_and_left_alone(string store)
    {
        await using var bed = new NetconfBed();
        await using var engine = new LabEngine(bed);
        await using var other = await OtherAsync(engine);
        await other.SendAsync(NetconfOperations.Lock(store), TimeSpan.FromMinutes(1), Cancellation);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains($"NETCONF session {other.SessionId} holds the lock", result.Error!.Message, StringComparison.Ordinal);
        await other.SendAsync(NetconfOperations.Unlock(store), TimeSpan.FromMinutes(1), Cancellation);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_candidate_that_somebody_edited_without_a_lock_is_left_alone()
    {
        await using var bed = new NetconfBed();
        await using var engine = new LabEngine(bed);
        await using var other = await OtherAsync(engine);
        await other.SendAsync(Edit(Contact), TimeSpan.FromMinutes(1), Cancellation);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("somebody else's", Assert.Single(bed.Lab.Candidates).Config, StringComparison.Ordinal);
    }

    /// <summary>A confirmation commits the candidate too.</summary>
    [Fact]
    public async Task What_somebody_puts_into_the_candidate_meanwhile_is_not_confirmed_with_ours()
    {
        await using var bed = new NetconfBed();
        NetconfClient? other = null;
        await using var engine = new LabEngine(bed)
        {
            Around = async (verb, action) =>
            {
                if (verb == CutVerb.Confirm)
                {
                    await other!.SendAsync(Edit(Contact), TimeSpan.FromMinutes(1), Cancellation);
                }

                await action();
            },
        };
        await using var owned = other = await OtherAsync(engine);
        var before = await bed.RunningAsync();

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Contains("Somebody edited the candidate", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, await bed.RunningAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_commit_timer_only_commits_without_one_are_made(bool timer)
    {
        await using var bed = new NetconfBed(options: new() { ConfirmedCommit = null });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = timer ? TimeSpan.FromMinutes(5) : null });

        if (timer)
        {
            Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
            Assert.Contains("ConfirmTimeout", result.Error!.Message, StringComparison.Ordinal);
        }
        else
        {
            Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        }

        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Without_validation_a_commit_works_too()
    {
        await using var bed = new NetconfBed(options: new() { Validate = false });
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replacement_takes_other_modules_away_too_and_shows_it(bool onlyWhatIsMentioned)
    {
        await using var bed = new NetconfBed(
            lab => lab.ChangeRunning("<access xmlns=\"urn:example:access\"><enabled>true</enabled></access>"),
            new() { ReplacesOnlyWhatIsMentioned = onlyWhatIsMentioned });
        await using var engine = new LabEngine(bed, bed.Replacements[0]);

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = true });

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("-<access xmlns=\"urn:example:access\">", result.Diff!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("access", await bed.RunningAsync(), StringComparison.Ordinal);
    }

    /// <summary>A lost session keeps its locks until the server notices, which may take hours.</summary>
    [Fact]
    public async Task A_lost_session_of_the_run_that_the_server_still_has_gives_way()
    {
        await using var bed = new NetconfBed(lab => lab.Faults.SilentBefore("<validate"));
        var network = new LabNetwork();
        network.Add(bed.Lab);
        var platform = new NetconfPlatform(new NeverClosingTransport(network));
        var context = Context(bed, platform);
        await using var lost = await platform.OpenAsync(context, Cancellation);
        await lost.LoadAsync(bed.Merges[0], LoadOperation.Merge, Cancellation);
        using var cancel = new CancellationTokenSource();
        var validating = lost.ValidateAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => validating);
        Assert.NotEmpty(await bed.LeftoversAsync());

        await using var next = await platform.OpenAsync(context, Cancellation);
        await next.LoadAsync(bed.Merges[0], LoadOperation.Merge, Cancellation);

        Assert.False((await next.GetDiffAsync(Cancellation)).IsEmpty);
    }

    [Fact]
    public async Task A_session_that_ends_without_goodbye_leaves_no_lock()
    {
        await using var bed = new NetconfBed(lab => lab.Faults.CutAfter("<edit-config"));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.ConnectionLost);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData(null, 830)]
    [InlineData(22, 22)]
    public async Task The_port_is_NETCONFs_own_unless_the_device_has_another(int? port, int reached)
    {
        var transport = Substitute.For<IDeviceTransport>();
        var context = DriverContexts.Create();
        await Record.ExceptionAsync(() => new NetconfPlatform(transport).OpenAsync(context with { Device = context.Device with { Port = port } }, Cancellation));
        await transport.Received().ConnectAsync(Arg.Is<DeviceContext>(given => given.Device.Port == reached), Cancellation);
    }

    private static System.Xml.Linq.XElement Edit(string config) =>
        NetconfOperations.Edit(NetconfOperations.Candidate, NetconfXml.Parse($"<config>{config}</config>"), "merge", null);

    private static DeviceContext Context(NetconfBed bed, IPlatform platform) => DriverContexts.Create(bed.TimeProvider, platform) with
    {
        Device = bed.Device,
        Credential = bed.Credential,
    };

    private static async Task<NetconfClient> OtherAsync(LabEngine engine)
    {
        var connection = await engine.ConnectAsync();
        return await NetconfClient.OpenAsync(await connection.OpenSubsystemAsync("netconf", Cancellation), DriverContexts.Create(), Cancellation);
    }
}
