using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.Drivers.Platforms.CiscoNxos;
using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Drivers.Platforms.NokiaSrl;

namespace Provisioning.Bench.Cli;

/// <summary>What a platform's terminal looks like.</summary>
/// <param name="Platform">Its name.</param>
/// <param name="Profile">How the driver reads it.</param>
/// <param name="Prompt">A prompt, with what stands above it.</param>
internal sealed record CliDialect(string Platform, CliProfile Profile, string Prompt)
{
    public static IReadOnlyList<CliDialect> All { get; } =
    [
        new("arista_eos", AristaEosPlatform.Profile, "bench1(config-s-prv-0a-if-Vl1)#"),
        new("cisco_ios", CiscoIosPlatform.Profile, "bench1(config-if)#"),
        new("cisco_nxos", CiscoNxosPlatform.Profile, "bench1(config-if)# "),
        new("cisco_xr", CiscoXrPlatform.Profile, "RP/0/RP0/CPU0:bench1(config-if)#"),
        new("nokia_srl", NokiaSrlPlatform.Profile, "\r\n--{ * candidate private prv-0a1b2c3d }--[  ]--\r\nA:admin@bench1# "),
    ];
}
