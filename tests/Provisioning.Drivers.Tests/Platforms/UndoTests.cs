using Microsoft.Extensions.DependencyInjection;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>What a device says that it runs can be put back: a commit is undone from its backup, on every platform.</summary>
public sealed class UndoTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("prv-undo-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [InlineData("arista_eos")]
    [InlineData("cisco_ios")]
    [InlineData("cisco_nxos")]
    [InlineData("cisco_xr")]
    [InlineData("cisco_xr netconf")]
    [InlineData("juniper_junos")]
    [InlineData("netconf")]
    [InlineData("nokia_srl")]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_commit_is_undone(string name)
    {
        await using var bed = await StartAsync(name);
        var config = (bed.Merges.Count == 0 ? bed.Replacements : bed.Merges)[0];
        var running = await bed.RunningAsync();
        await using var services = Services(bed, config);
        var options = new ProvisionOptions { DryRun = false, ReplaceConfig = bed.Merges.Count == 0 };
        var run = await services.GetRequiredService<IProvisioner>().ProvisionAsync(bed.Device, options, TestContext.Current.CancellationToken);
        Assert.True(run.Outcome == ProvisionOutcome.Changed, run.Error?.ToString());

        var undo = await services.GetRequiredService<IProvisionHistory>().UndoAsync(bed.Device, run.RunId, options, TestContext.Current.CancellationToken);

        Assert.True((undo.Outcome, undo.DeviceState) == (ProvisionOutcome.Changed, DeviceState.Committed), undo.Error?.ToString());
        Assert.Equal(running, await bed.RunningAsync());
        Assert.DoesNotContain(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
    }

    private static async Task<ConformanceBed> StartAsync(string name) => name switch
    {
        "arista_eos" => new AristaEosBed(),
        "cisco_ios" => new CiscoIosBed(),
        "cisco_nxos" => new CiscoNxosBed(),
        "cisco_xr" => new CiscoXrBed(),
        "cisco_xr netconf" => new CiscoXrNetconfBed(),
        "juniper_junos" => new JuniperJunosBed(),
        "netconf" => new NetconfBed(),
        "nokia_srl" => new NokiaSrlBed(),
        _ => await SshBeds.StartAsync(name),
    };

    private ServiceProvider Services(ConformanceBed bed, string config)
    {
        var services = BedServices.ForEngine(bed, config).AddProvisionJournal(_state);
        bed.AddServices(services, platform => platform);
        return services.BuildServiceProvider();
    }
}
