using Provisioning.Drivers.Tests.Platforms;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>On the simulated platforms; <c>PROVISION_SWEEP_EVERY=1</c> takes every position.</summary>
public abstract class LabByteSweepTests : ByteSweepTests
{
    private const int Sample = 997;

    public static MatrixTheoryData<LoadOperation, bool, bool> Cuts => new([LoadOperation.Merge, LoadOperation.Replace], [true, false], [true, false]);

    public static MatrixTheoryData<LoadOperation, bool, WireFault, bool> Stalls =>
        new([LoadOperation.Merge, LoadOperation.Replace], [true, false], [WireFault.Stall, WireFault.Late], [true, false]);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_run_that_is_cut_behind_a_byte(LoadOperation operation, bool toDevice, bool forGood)
    {
        await using var device = new SweptLab(Start, operation, Leaves);
        await SweepAsync(device, $"{GetType().Name}, {operation}", WireFault.Cut, (toDevice, forGood));
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task A_run_whose_wire_stalls_behind_a_byte(LoadOperation operation, bool toDevice, WireFault fault, bool forGood)
    {
        await using var device = new SweptLab(Start, operation, Leaves);
        await SweepAsync(device, $"{GetType().Name}, {operation}", fault, (toDevice, forGood));
    }

    private protected override long Step(long bytes) => Setting("PROVISION_SWEEP_EVERY", Sample);

    /// <summary>Whether the platform may keep something that cannot be told from what is other people's.</summary>
    private protected virtual bool Leaves => false;

    private protected abstract LabBed Start();
}

public sealed class AristaEosByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new AristaEosBed();
}

public sealed class AristaEosEapiByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new AristaEosBed(eapi: true);
}

public sealed class CiscoIosByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new CiscoIosBed();
}

public sealed class CiscoIosInlineByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new CiscoIosInlineBed();
}

public sealed class CiscoNxosByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new CiscoNxosBed();
}

public sealed class CiscoNxosNxapiByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new CiscoNxosBed(nxapi: true);
}

public sealed class CiscoXrByteSweepTests : LabByteSweepTests
{
    /// <summary>The configuration session of a lost connection, which the device ends in minutes, when its number had not been seen.</summary>
    private protected override bool Leaves => true;

    private protected override LabBed Start() => new CiscoXrBed();
}

public sealed class CiscoXrNetconfByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new CiscoXrNetconfBed();
}

public sealed class JuniperJunosByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new JuniperJunosBed();
}

public sealed class NetconfByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new NetconfBed();
}

public sealed class NokiaSrlByteSweepTests : LabByteSweepTests
{
    private protected override LabBed Start() => new NokiaSrlBed();
}
