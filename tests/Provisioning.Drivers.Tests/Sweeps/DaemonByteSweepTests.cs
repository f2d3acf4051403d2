using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>On the real daemons, where what is counted are TCP's bytes; <c>PROVISION_SWEEP_SAMPLES=N</c> takes N positions a direction.</summary>
public abstract class DaemonByteSweepTests(string platform, LoadOperation operation) : ByteSweepTests
{
    private const int Sample = 2;

    [Fact]
    public async Task A_run_that_is_cut_behind_a_byte()
    {
        await using var device = new SweptDaemon(await SshBeds.StartAsync(platform), operation);
        await SweepAsync(device, $"{platform}, {operation}", WireFault.Cut, (true, false), (true, true), (false, false), (false, true));
    }

    [Fact]
    public async Task A_run_whose_wire_stalls_behind_a_byte()
    {
        await using var device = new SweptDaemon(await SshBeds.StartAsync(platform), operation);
        await SweepAsync(device, $"{platform}, {operation}", WireFault.Stall, (true, false), (false, false));
    }

    private protected override long Step(long bytes) => Math.Max(1, bytes / Setting("PROVISION_SWEEP_SAMPLES", Sample));
}

public sealed class FrrMergeByteSweepTests() : DaemonByteSweepTests("frr", LoadOperation.Merge);

public sealed class FrrReplaceByteSweepTests() : DaemonByteSweepTests("frr", LoadOperation.Replace);

public sealed class BirdByteSweepTests() : DaemonByteSweepTests("bird", LoadOperation.Replace);
