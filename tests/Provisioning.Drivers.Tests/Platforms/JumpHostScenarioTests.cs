using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

public sealed class JumpHostScenarioTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_commit_through_a_jump_host(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        await using var jump = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"], AllowTcpForwarding = true }, Cancellation);
        await File.AppendAllTextAsync(bed.KnownHosts, await File.ReadAllTextAsync(jump.WriteKnownHosts(), Cancellation), Cancellation);
        bed.SetOption("ssh_jump_host", $"{jump.Address}:{jump.Port}");
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(bed.Config), await bed.StartupAsync(), StringComparison.Ordinal);
        await jump.LoggedAsync("Accepted password");
        Assert.Empty(await bed.LeftoversAsync());
    }
}
