using Provisioning.Drivers.Tests.Platforms;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Sweeps;

public sealed class AristaEosByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new AristaEosBed();
}

public sealed class CiscoIosByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new CiscoIosBed();
}

public sealed class CiscoIosInlineByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new CiscoIosInlineBed();
}

public sealed class CiscoNxosByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new CiscoNxosBed();
}

public sealed class CiscoXrByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new CiscoXrBed();
}

public sealed class CiscoXrNetconfByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new CiscoXrNetconfBed();
}

public sealed class JuniperJunosByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new JuniperJunosBed();
}

public sealed class NetconfByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new NetconfBed();
}

public sealed class NokiaSrlByteSweepTests : ByteSweepTests
{
    private protected override LabBed Start() => new NokiaSrlBed();
}
