using Microsoft.Extensions.DependencyInjection;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>What yuma123's netconfd 2.13 does, so that the driver's precautions are known to be needed, and to be enough.</summary>
public class NetconfdDefectTests
{
    private const string Edit = "<edit-config><target><candidate/></target><config><router xmlns=\"urn:example:router\"><contact>new</contact></router></config></edit-config>";
    private const string Validate = "<validate><source><candidate/></source></validate>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_commit_after_a_validation_says_ok_and_does_nothing(bool validated, bool arrives)
    {
        Requirement.Need(Requirement.Root, Requirement.Netconfd, Requirement.Ip);
        await using var daemon = await NetconfDaemon.StartAsync(NetconfConfigs.Initial, Cancellation);

        string[] operations = validated ? [Edit, Validate, "<commit/>"] : [Edit, "<commit/>"];
        var replies = await daemon.AskAsync(Cancellation, operations);

        Assert.All(replies, reply => Assert.NotNull(reply.Elements().SingleOrDefault(element => element.Name.LocalName == "ok")));
        Assert.Equal(arrives, (await daemon.ReadAsync("running", Cancellation)).Contains("<contact>new</contact>", StringComparison.Ordinal));
    }

    /// <summary>Also when somebody else's validation comes between the load and the commit, and whatever running was before.</summary>
    [Theory]
    [InlineData(NetconfConfigs.Initial)]
    [InlineData("")]
    public async Task A_run_whose_commit_says_ok_and_does_nothing_reports_failure(string initial)
    {
        await using var bed = await NetconfdBed.StartAsync(initial);
        await using var services = Services(bed, async (verb, action) =>
        {
            if (verb == CutVerb.Commit)
            {
                await bed.Daemon.AskAsync(Cancellation, Validate);
            }

            await action();
        });
        var before = await bed.RunningAsync();

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(bed.Device, new() { DryRun = false }, Cancellation);

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.VerificationFailed);
        Assert.Equal(before, await bed.RunningAsync());
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>The datastore where the defect was first seen.</summary>
    [Fact]
    public async Task A_run_from_an_empty_config_arrives()
    {
        await using var bed = await NetconfdBed.StartAsync("");
        await using var services = Services(bed, (_, action) => action());

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(bed.Device, new() { DryRun = false }, Cancellation);

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("merged-a", await bed.StartupAsync(), StringComparison.Ordinal);
    }

    private static ServiceProvider Services(NetconfdBed bed, Func<CutVerb, Func<Task>, Task> around)
    {
        var services = BedServices.ForEngine(bed, bed.Merges[0]);
        bed.AddServices(services, BedServices.Around(around));
        return services.BuildServiceProvider();
    }
}
