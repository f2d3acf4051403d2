using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>
/// A commit that the network holds back and its session gives up, where a candidate ends with its session: what is told of the device
/// must stay true when the network gives it out.
/// </summary>
public sealed class LateCommitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("netconf")]
    [InlineData("netconf, running only")]
    [InlineData("juniper_junos")]
    [InlineData("cisco_xr")]
    [InlineData("cisco_xr over NETCONF")]
    public async Task When_nothing_was_found_of_it_it_is_not_done_any_more(string device)
    {
        var (bed, holds, timer, make) = Of(device);
        await using var closing = bed;
        var before = await bed.RunningAsync();
        var (transport, platform, context) = Unclosed(bed, make);
        await LoseInCommitAsync(bed, holds, timer, transport, platform, context);

        await using var next = await platform.OpenAsync(context, Token);
        Assert.Null(await next.GetPendingCommitAsync(Token));
        await transport.ReleaseAsync();
        await bed.Lab.IdleAsync(Token);
        await next.CleanUpAsync(Token);

        Assert.Equal(before, await bed.RunningAsync());
    }

    /// <summary>A commit takes minutes, shows in the history at its end, and goes on without its session. Whoever commits has the lock.</summary>
    [Fact]
    public async Task While_a_lost_session_may_be_committing_nothing_is_concluded_from_the_history_of_Junos()
    {
        await using var bed = new JuniperJunosBed(lab => lab.Faults.Refuse("<kill-session", "no"));
        var (transport, platform, context) = Unclosed(bed, transport => new JuniperJunosPlatform(transport));
        await LoseInCommitAsync(bed, "<commit-configuration", TimeSpan.FromMinutes(5), transport, platform, context);

        await using var next = await platform.OpenAsync(context, Token);
        var busy = await Assert.ThrowsAsync<ConnectionException>(() => next.GetPendingCommitAsync(Token));

        Assert.Equal(ErrorCode.DeviceBusy, busy.Code);
    }

    private static (LabBed Bed, string Holds, TimeSpan? Timer, Func<IDeviceTransport, IPlatform> Make) Of(string device) => device switch
    {
        "netconf" => (new NetconfBed(), "<commit", TimeSpan.FromMinutes(1), transport => new NetconfPlatform(transport)),
        "netconf, running only" => (new NetconfBed(options: NetconfBed.WritableRunning), "<edit-config", null, transport => new NetconfPlatform(transport)),
        "juniper_junos" => (new JuniperJunosBed(), "<commit-configuration", TimeSpan.FromMinutes(5), transport => new JuniperJunosPlatform(transport)),
        "cisco_xr" => (new CiscoXrBed(), "commit confirmed", TimeSpan.FromMinutes(5), transport => new CiscoXrPlatform(transport)),
        "cisco_xr over NETCONF" => (new CiscoXrNetconfBed(), "<commit", TimeSpan.FromMinutes(5), transport => new CiscoXrPlatform(transport)),
        _ => throw new ArgumentOutOfRangeException(nameof(device)),
    };

    private static (NeverClosingTransport Transport, IPlatform Platform, DeviceContext Context) Unclosed(LabBed bed, Func<IDeviceTransport, IPlatform> make)
    {
        var network = new LabNetwork();
        network.Add(bed.Lab);
        var transport = new NeverClosingTransport(network);
        var platform = make(transport);
        return (transport, platform, DriverContexts.Create(bed.TimeProvider, platform) with { Device = bed.Device with { Port = bed.Lab.Options.Port }, Credential = bed.Credential });
    }

    private static async Task LoseInCommitAsync(
        LabBed bed, string holds, TimeSpan? timer, NeverClosingTransport transport, IPlatform platform, DeviceContext context)
    {
        await using var lost = await platform.OpenAsync(context, Token);
        await lost.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        transport.Holds = holds;
        using var cancel = new CancellationTokenSource();
        var committing = lost.CommitAsync(new(timer, null), cancel.Token);
        await transport.Held.WaitAsync(Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committing);
    }
}
