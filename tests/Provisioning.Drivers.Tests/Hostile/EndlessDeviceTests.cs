using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Whole runs on devices that never stop talking: each ends with the right error, and takes no more than the limit from the device.</summary>
public sealed class EndlessDeviceTests
{
    private const long MostBytes = 64 << 20;
    private const long MostInALine = 1 << 20;
    private const int OneRead = 64 << 10;
    private static readonly string Line = new string('x', 1022) + "\r\n";

    public static TheoryData<string> CommandLines => ["arista_eos", "cisco_ios", "cisco_nxos", "cisco_xr", "nokia_srl"];

    public static TheoryData<string> NetconfServers => ["juniper_junos", "netconf"];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_line_without_end_is_given_up(string platform)
    {
        await using var bed = HostileBeds.Create(platform);
        var speech = new HostileSpeech("", new string('x', 4096));

        var (result, log) = await HostileBeds.RunAsync(bed, speech);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains($"'{bed.Lab.Name}': a line of more than 1048576 characters", result.Error!.Message, StringComparison.Ordinal);
        Assert.InRange(result.Error.Message.Length, 1, 4000);
        Assert.InRange(speech.Said, 1, MostInALine + OneRead);
        HostileBeds.AssertHarmless(result, log);
    }

    [Fact]
    public async Task A_banner_without_end_is_given_up()
    {
        await using var bed = HostileBeds.Create("arista_eos");
        var speech = new HostileSpeech("", Line);

        var (result, _) = await HostileBeds.RunAsync(bed, speech);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("'leaf1': an answer of more than 64 MiB", result.Error!.Message, StringComparison.Ordinal);
        Assert.InRange(speech.Said, 1, MostBytes + OneRead);
    }

    [Fact]
    public async Task A_config_without_end_is_given_up_and_the_device_is_looked_after()
    {
        await using var bed = HostileBeds.Create("arista_eos");
        var before = await Truth.OfAsync(bed);
        var speech = new HostileSpeech("", Line);

        var (result, _) = await HostileBeds.RunAsync(bed, speech, "show running-config");

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.InRange(speech.Said, 1, MostBytes + OneRead);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Fact]
    public async Task An_answer_without_end_to_a_commit_has_it_rolled_back_over_another_connection()
    {
        await using var bed = HostileBeds.Create("arista_eos");
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());

        var (result, _) = await HostileBeds.RunAsync(bed, new HostileSpeech("", Line), "commit timer");

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.UnexpectedAnswer);
        Assert.Equal((running, startup, false), (await bed.RunningAsync(), await bed.StartupAsync(), await bed.IsPendingAsync()));
    }

    [Theory]
    [MemberData(nameof(NetconfServers))]
    public async Task A_hello_without_end_is_given_up(string platform)
    {
        await using var bed = HostileBeds.Create(platform);
        var speech = new HostileSpeech("<hello>", Line);

        var (result, _) = await HostileBeds.RunAsync(bed, speech);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains($"'{bed.Lab.Name}'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("longer than 64 MB", result.Error.Message, StringComparison.Ordinal);
        Assert.InRange(speech.Said, 1, MostBytes + OneRead);
    }

    [Fact]
    public async Task An_answer_without_end_to_a_netconf_commit_has_it_rolled_back()
    {
        await using var bed = HostileBeds.Create("netconf");
        var running = await bed.RunningAsync();

        var (result, _) = await HostileBeds.RunAsync(bed, new HostileSpeech("\n#4294967295\n<rpc-reply>", Line), "<commit");

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.UnexpectedAnswer);
        Assert.Equal((running, false), (await bed.RunningAsync(), await bed.IsPendingAsync()));
    }

    /// <summary>The script itself is run, and what comes behind its answer does not end.</summary>
    [Theory]
    [InlineData("bird", "bird show status\n", nameof(DeviceState.Untouched))]
    [InlineData("frr", "echo prv-committed", nameof(DeviceState.RolledBack))]
    public async Task An_answer_without_end_to_a_script_is_cut_off(string platform, string script, string state)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());
        await using var engine = new BedEngine(bed, configure: services => services.AddSingleton<IDeviceTransport>(new AnsweringTransport(
            services.Select(service => service.ImplementationInstance).OfType<IDeviceTransport>().Single(), script, (command, run) => run($"{command}; yes"))));

        var result = await engine.RunAsync();

        var outcome = state == nameof(DeviceState.RolledBack) ? ProvisionOutcome.RolledBack : ProvisionOutcome.Failed;
        Ended.As(result, outcome, Enum.Parse<DeviceState>(state), ErrorCode.UnexpectedAnswer);
        Assert.Contains("a command wrote more than 64 MB", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup, false), (await bed.RunningAsync(), await bed.StartupAsync(), await bed.IsPendingAsync()));
    }
}
