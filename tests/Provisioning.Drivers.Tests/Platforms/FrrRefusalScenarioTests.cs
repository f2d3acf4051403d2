using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Configs that FRRouting's syntax check lets pass and its daemons do not take as they are.</summary>
public sealed class FrrRefusalScenarioTests
{
    // isisd does not run: vtysh accepts these lines, and nobody takes them.
    private const string Dropped = "router isis core\n net 49.0001.0000.0000.0001.00\nexit\n";

    // Running shows it as 10.7.0.0/16.
    private const string Rewritten = "ip route 10.7.1.2/16 Null0\n";

    // bgpd refuses the second line, and takes those around it.
    private const string Refused = "router bgp 65000\n neighbor 10.0.0.4 remote-as 65009\n neighbor 10.0.0.5 peer-group NOSUCH\nexit\nip route 10.44.0.0/16 Null0\n";

    [Theory]
    [InlineData(LoadOperation.Merge, Dropped, "router isis core")]
    [InlineData(LoadOperation.Replace, Dropped, "router isis core")]
    [InlineData(LoadOperation.Merge, Rewritten, "ip route 10.7.1.2/16 Null0")]
    [InlineData(LoadOperation.Merge, "password vty-Secret7\nenable password vty-Secret8\n" + Dropped, "router isis core")]
    [InlineData(LoadOperation.Replace, "password vty-Secret7\nenable password vty-Secret8\n" + Dropped, "router isis core")]
    public async Task What_remains_different_is_named_and_rolled_back(LoadOperation operation, string lines, string named)
    {
        await using var bed = await FrrBed.StartAsync();
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());

        var result = await CommitAsync(bed, operation, "ip route 10.55.0.0/16 Null0\n" + lines);

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.VerificationFailed);
        Assert.Contains(named, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup, false), (await bed.RunningAsync(), await bed.StartupAsync(), await bed.IsPendingAsync()));
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>vtysh would take what follows for an output filter and drop the whole line, without a word.</summary>
    [Theory]
    [InlineData("interface eth0\n description to core | rack 4\nexit\n")]
    [InlineData("interface eth0\n description to core |rack 4\nexit\n")]
    [InlineData("interface eth0\n description to core| rack 4\nexit\n")]
    public async Task A_pipe_beside_a_blank_is_refused_before_anything_is_sent(string merge)
    {
        await using var bed = await FrrBed.StartAsync();

        var result = await CommitAsync(bed, LoadOperation.Merge, merge);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.IntendedConfigUnsendable);
        Assert.Contains("Line 2", result.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>frr-reload.py knows this rewriting, so there is nothing left to be different.</summary>
    [Fact]
    public async Task A_line_that_the_reload_tool_understands_otherwise_written_is_no_difference()
    {
        await using var bed = await FrrBed.StartAsync();

        var result = await CommitAsync(bed, LoadOperation.Replace, Rewritten);

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("ip route 10.7.0.0/16 Null0", await bed.StartupAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoadOperation.Merge)]
    [InlineData(LoadOperation.Replace)]
    public async Task A_line_that_a_daemon_refuses_is_named_and_what_it_took_is_rolled_back(LoadOperation operation)
    {
        await using var bed = await FrrBed.StartAsync();
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());

        var result = await CommitAsync(bed, operation, Refused);

        Assert.Equal((ProvisionOutcome.RolledBack, DeviceState.RolledBack), (result.Outcome, result.DeviceState));
        Assert.Contains("NOSUCH", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup, false), (await bed.RunningAsync(), await bed.StartupAsync(), await bed.IsPendingAsync()));
        Assert.Empty(await bed.LeftoversAsync());
    }

    private static async Task<ProvisionResult> CommitAsync(SshBed bed, LoadOperation operation, string lines)
    {
        var replace = operation == LoadOperation.Replace;
        await using var engine = new BedEngine(bed, replace ? FrrBed.Initial + lines : lines);
        return await engine.RunAsync(engine.Commit with { ReplaceConfig = replace });
    }
}
