using Provisioning.Drivers.Tests.Platforms;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Simulated devices that turn on their client.</summary>
internal static class HostileBeds
{
    public static LabBed Create(string platform) => platform switch
    {
        "arista_eos" => new AristaEosBed(),
        "cisco_ios" => new CiscoIosBed(),
        "cisco_nxos" => new CiscoNxosBed(),
        "cisco_xr" => new CiscoXrBed(),
        "nokia_srl" => new NokiaSrlBed(),
        "juniper_junos" => new JuniperJunosBed(),
        "netconf" => new NetconfBed(),
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No bed."),
    };

    /// <summary>A commit, or what the options say, on a device that turns hostile; and what the log says of it.</summary>
    public static async Task<(ProvisionResult Result, string Log)> RunAsync(
        LabBed bed, HostileSpeech speech, string? trigger = null, ProvisionOptions? options = null)
    {
        var turn = new HostileTurn(speech, trigger);
        await using var engine = new LabEngine(bed, between: transport => new WrappedChannelsTransport(transport, turn.Wrap));
        var result = await engine.RunAsync(options);
        return (result, engine.Log.Text);
    }

    /// <summary>Nothing that steers a terminal is in what a user sees of a run.</summary>
    public static void AssertHarmless(ProvisionResult result, string log)
    {
        AssertHarmless(result.Error?.Message, result.Error?.ToString(), result.Diff?.Text, result.Diff?.ToString(), result.AppliedDiff?.Text, log);
    }

    /// <summary>Nothing that steers a terminal is in a text.</summary>
    public static void AssertHarmless(params string?[] seen) => Assert.All(seen, text => Assert.DoesNotContain(text ?? "", Steers));

    private static bool Steers(char character) => (char.IsControl(character) && character is not ('\n' or '\r' or '\t')) || character is '\u202e';
}
