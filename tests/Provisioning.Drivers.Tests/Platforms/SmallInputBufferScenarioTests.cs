using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>
/// Whole runs on devices with room for little of what is typed while they are busy. What is lost at the end of it can be proven
/// to have run nothing, and is typed again; what is lost in the middle ends the run, with the line's name, before anything
/// changed. Nothing else may come of it.
/// </summary>
public sealed class SmallInputBufferScenarioTests
{
    private const int Ports = 100;

    // Each line that is lost is waited for, a quarter of this.
    private static readonly DeviceTimeouts Timeouts = new() { Command = TimeSpan.FromSeconds(4) };

    // What is typed as lines; a file by SCP is not.
    private static readonly string[] Typing = ["arista_eos", "cisco_ios by tclsh", "cisco_nxos by tclsh", "cisco_xr", "nokia_srl"];

    public static MatrixTheoryData<string, int> Devices => new([.. Typing, "cisco_ios", "cisco_nxos"], [0, 200, 1500]);

    public static MatrixTheoryData<string, int> DrainingDevices => new(Typing, [200, 1500]);

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task What_has_no_room_is_typed_again_and_the_run_is_whole(string platform, int room)
    {
        await using var bed = Bed(platform);
        bed.Lab.Faults.InputBufferBytes = room;
        await using var engine = new LabEngine(bed, Config(platform), timeouts: Timeouts);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        AssertWhole(platform, bed.Lab.Running);
        AssertWhole(platform, bed.Lab.Startup);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(DrainingDevices))]
    public async Task What_is_lost_between_lines_that_run_ends_the_run_with_the_lines_name(string platform, int room)
    {
        await using var bed = Bed(platform);
        var before = bed.Lab.Running;
        (bed.Lab.Faults.InputBufferBytes, bed.Lab.Faults.InputBufferDrains) = (room, true);
        await using var engine = new LabEngine(bed, Config(platform), timeouts: Timeouts);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("lost line '", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, bed.Lab.Running);
    }

    private static LabBed Bed(string platform) => platform switch
    {
        "arista_eos" => new AristaEosBed(),
        "cisco_ios" => new CiscoIosBed(),
        "cisco_ios by tclsh" => new CiscoIosInlineBed(),
        "cisco_nxos" => new CiscoNxosBed(),
        "cisco_nxos by tclsh" => new CiscoNxosBed(options: CiscoNxosBed.Without("feature scp-server")),
        "cisco_xr" => new CiscoXrBed(),
        _ => new NokiaSrlBed(),
    };

    private static string Config(string platform) => string.Concat(Enumerable.Range(1, Ports).Select(port => platform switch
    {
        "cisco_xr" => $"interface Loopback{port}\n description port number {port}\n!\n",
        "nokia_srl" => $"set / interface ethernet-1/{port} description \"port number {port}\"\n",
        _ => $"interface Vlan{port}\n description port number {port}\n",
    }));

    private static void AssertWhole(string platform, string config)
    {
        var at = 0;
        foreach (var line in Config(platform).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 1))
        {
            var found = config.IndexOf(line + "\n", at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{line}' is missing, or not in its place.");
            at = found;
        }

        Assert.Equal(Ports, config.Split("port number").Length - 1);
    }
}
