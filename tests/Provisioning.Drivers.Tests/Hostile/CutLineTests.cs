using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Devices that hang up in the middle of a line of nearly a megabyte, which is as long as one may be.</summary>
public sealed class CutLineTests
{
    private const string Escapes = "\x1b[2J\x1b]0;owned\a\u009b31m";
    private static readonly string Line = $"last words {new string('x', (1 << 20) - 100)}";

    [Theory]
    [InlineData("arista_eos", null)]
    [InlineData("arista_eos", "show running-config")]
    [InlineData("cisco_ios", "show running-config")]
    [InlineData("cisco_nxos", "show running-config")]
    [InlineData("cisco_xr", "show configuration")]
    [InlineData("nokia_srl", "info ")]
    public async Task A_command_line_is_lost_and_the_line_quoted_shortly(string platform, string? during)
    {
        await using var bed = HostileBeds.Create(platform);

        var (result, log) = await HostileBeds.RunAsync(bed, new HostileSpeech($"\r\n{Escapes}{Line}") { HangsUp = true }, during);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.ConnectionLost);
        Assert.Contains($"'{bed.Lab.Name}' closed the session. Its last line was: '", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("last words xxx", result.Error.Message, StringComparison.Ordinal);
        Assert.InRange(result.Error.Message.Length, 1, 2500);
        HostileBeds.AssertHarmless(result, log);
    }

    [Theory]
    [InlineData("netconf", "<get-config")]
    [InlineData("juniper_junos", "<get-config")]
    public async Task A_netconf_session_is_lost_in_the_middle_of_a_message(string platform, string during)
    {
        await using var bed = HostileBeds.Create(platform);

        var (result, log) = await HostileBeds.RunAsync(bed, new HostileSpeech($"\n#2000000\n<rpc-reply>{Line}") { HangsUp = true }, during);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.ConnectionLost);
        Assert.Contains($"'{bed.Lab.Name}' has ended in the middle of a message", result.Error!.Message, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, log);
    }
}
