using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Posix;

/// <summary>
/// What FRRouting and BIRD say when something fails: of a config, the daemons themselves; of a step that cannot be made to fail,
/// an answer in its place. The run fails and tells it.
/// </summary>
public sealed class PosixFailureMarkerTests
{
    private const string Nonsense = "Something that nobody has heard of";

    /// <summary>The lines that FRRouting 8.4.4 and BIRD 2.0.12 refuse, and what they say.</summary>
    [Theory]
    [InlineData("frr", "interface eth0\n bogus words\nexit\n", "line 2: % Unknown command")]
    [InlineData("frr", "interface eth0\n ip address\nexit\n", "line 2: % Command incomplete")]
    [InlineData("frr", "ip route 10.0.0.0/8\n", "line 1: % Command incomplete")]
    [InlineData("bird", "router id 10.0.0.1\n", "syntax error, unexpected END, expecting ';'")]
    [InlineData("bird", "protocol static x { ipv4; }\nprotocol static x { ipv4; }\n", "Symbol 'x' already defined")]
    [InlineData("bird", "include \"/nowhere/at-all.conf\";\n", "Unable to open included file")]
    [InlineData("bird", "router id 300.1.1.1;\n", "Invalid IPv4 address 300.1.1.1")]
    public async Task A_refused_config(string platform, string config, string said)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        await using var engine = new BedEngine(bed, config);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>The command is known by a part of its script.</summary>
    [Theory]
    [InlineData("frr", "show version", 1, "vtysh is not installed", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("frr", "show version", 0, "failed to connect to any daemons.", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("frr", "echo prv-committed", 0, Nonsense, nameof(ErrorCode.CommitFailed))]
    [InlineData("frr", "echo prv-committed", 2, "% Configuration failed.", nameof(ErrorCode.CommitFailed))]
    [InlineData("frr", "echo none; exit", 0, Nonsense, nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("bird", "bird show status\n", 0, "Unable to connect to server control socket", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData("bird", "bird configure status || exit 1", 1, "Access restricted", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("bird", "note arming || exit 1", 0, Nonsense, nameof(ErrorCode.CommitFailed))]
    [InlineData("bird", "note arming || exit 1", 0, "Undo scheduled in 300 s", nameof(ErrorCode.CommitFailed))]
    [InlineData("bird", "note arming || exit 1", 0, "Reconfigured", nameof(ErrorCode.CommitFailed))]
    [InlineData("bird", "note arming || exit 1", 1, "Undo scheduled in 300 s\nReconfigured", nameof(ErrorCode.CommitFailed))]
    public Task Before_anything_is_committed(string platform, string command, int status, string said, string code) =>
        FailsAsync(platform, command, status, said, (ProvisionOutcome.Failed, DeviceState.Untouched, code));

    [Theory]
    [InlineData("frr", "echo prv-confirmed", 1, "")]
    [InlineData("frr", "echo prv-confirmed", 0, Nonsense)]
    [InlineData("bird", "bird configure confirm", 0, "Nothing to do")]
    [InlineData("bird", "bird configure confirm", 1, "Reconfiguration confirmed")]
    public Task At_the_confirmation(string platform, string command, int status, string said) =>
        FailsAsync(platform, command, status, said, (ProvisionOutcome.RolledBack, DeviceState.RolledBack, nameof(ErrorCode.ConfirmFailed)));

    /// <summary>FRRouting warns with "%" also when it saves; what counts is what it says at the end.</summary>
    [Theory]
    [InlineData("frr", "write memory", 0, "% Warning: no configuration file was written")]
    [InlineData("frr", "write memory", 1, "% Can't open configuration file /etc/frr/frr.conf.")]
    [InlineData("bird", "mv -f \"$candidate.new\"", 1, "cp: error writing: No space left on device")]
    public Task At_the_save(string platform, string command, int status, string said) =>
        FailsAsync(platform, command, status, said, (ProvisionOutcome.Failed, DeviceState.Committed, nameof(ErrorCode.SaveFailed)));

    /// <summary>Nothing that the connection gives without the script's own end is an answer.</summary>
    [Theory]
    [InlineData("frr", "echo prv-committed")]
    [InlineData("bird", "note arming || exit 1")]
    public async Task An_answer_that_ends_without_its_status(string platform, string command)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var (engine, transport) = Engine(bed, command, new(0, "prv-committed\nUndo scheduled in 300 s\nReconfigured\n", ""));
        await using var _ = engine;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.True(transport.Answered > 0);
    }

    private static async Task FailsAsync(
        string platform, string command, int status, string said, (ProvisionOutcome Outcome, DeviceState State, string Code) end)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var (engine, transport) = Engine(bed, command, new(0, $"{said}\nprv-status:{status}\n", ""));
        await using var _ = engine;

        var result = await engine.RunAsync();

        Assert.True(transport.Answered > 0, $"No command holds '{command}'.");
        Ended.As(result, end.Outcome, end.State, result.Error?.Code);
        Assert.Equal(end.Code, result.Error?.Code.Reason);
        Assert.Contains(said.Split('\n')[0], result.Error!.Message, StringComparison.Ordinal);
    }

    private static (BedEngine Engine, AnsweringTransport Transport) Engine(SshBed bed, string command, ExecResult answer)
    {
        AnsweringTransport? transport = null;
        var engine = new BedEngine(bed, configure: services =>
        {
            var inner = services.Select(service => service.ImplementationInstance).OfType<IDeviceTransport>().Single();
            services.AddSingleton<IDeviceTransport>(transport = new(inner, command, answer));
        });
        return (engine, transport!);
    }
}
