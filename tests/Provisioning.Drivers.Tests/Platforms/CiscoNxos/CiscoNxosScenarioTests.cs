using Provisioning.Drivers.Platforms.CiscoNxos;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.CiscoNxos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

/// <summary>What is awkward about NX-OS, over both transports where both have it.</summary>
public class CiscoNxosScenarioTests
{
    private const string Banner = """
        banner motd ~
        end
        exit
        leaf1# 
        leaf1(config)# 
        configure replace commit
        % Invalid command at '^' marker.
        2026 Nov 22 21:36:21 leaf1 %ETHPORT-5-IF_UP: Interface Ethernet1/2 is up
         --More--
        ! neither a comment
           nor $indented {text} \n "as" 'if' <it> & were?	tab
        ~

        """;

    private static readonly ProvisionOptions Replace = new() { DryRun = false, ReplaceConfig = true };

    public static TheoryData<bool> Transports => [false, true];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_banner_may_hold_what_looks_like_commands_prompts_and_log_lines(bool nxapi)
    {
        await using var bed = new CiscoNxosBed(nxapi: nxapi);
        await using var engine = new LabEngine(bed, Banner);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(Banner, bed.Lab.Startup, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_commit_may_change_the_host_name(bool nxapi)
    {
        await using var bed = new CiscoNxosBed(nxapi: nxapi);
        await using var engine = new LabEngine(bed, "hostname leaf2\n");

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal("leaf2", bed.Lab.Hostname);
    }

    [Theory]
    [InlineData("interface Ethernet1/2\n  no shutdown\n", true)]
    [InlineData("interface Ethernet1/2\n  switchport\n  mtu 1500\n", true)]
    [InlineData("no ip route 10.77.0.0/16 10.0.0.0\n", true)]
    [InlineData("interface Ethernet1/1\n  no ip address\n", false)]
    [InlineData("interface Ethernet1/2\n  no switchport\n", false)]
    [InlineData("interface Ethernet1/2\n  shutdown\n", false)]
    public async Task What_is_a_default_already_is_no_change(string config, bool unchanged)
    {
        await using var bed = new CiscoNxosBed();
        await using var engine = new LabEngine(bed, config);

        Ended.As(await engine.RunAsync(), unchanged ? ProvisionOutcome.Unchanged : ProvisionOutcome.Changed, unchanged ? DeviceState.Untouched : DeviceState.Committed);
    }

    [Theory]
    [InlineData("interface Ethernet1/1\n  description a\x01" + "b\n", "Line 2", "column 16", @"\x01")]
    [InlineData("hostname leaf1\n\r\n", "Line 2", "column 1", @"\x0d")]
    public void What_no_config_can_hold_is_refused_with_its_place(string config, params string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => CiscoNxosText.RefuseUnsendable(config));

        Assert.Equal(ErrorCode.IntendedConfigUnsendable, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_banner_without_end_is_refused(bool nxapi)
    {
        await using var bed = new CiscoNxosBed(nxapi: nxapi);
        await using var engine = new LabEngine(bed, "hostname leaf1\nbanner motd #\nhello\n");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        Assert.Contains("line 2", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Without_configure_replace_a_timer_is_refused_before_anything_changes(bool nxapi)
    {
        await using var bed = Old(nxapi);
        await using var engine = new LabEngine(bed);
        var running = bed.Lab.Running;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("set ConfirmTimeout to null", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Without_configure_replace_a_merge_works_without_a_timer(bool nxapi)
    {
        await using var bed = Old(nxapi);
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = null }), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("merged-a", bed.Lab.Startup, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Without_configure_replace_a_failed_merge_goes_back_to_the_checkpoint()
    {
        await using var bed = Old(nxapi: false);
        await using var engine = new LabEngine(bed, bed.Rejected.Config);
        var running = bed.Lab.Running;

        var result = await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = null });

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.CommitFailed);
        Assert.Contains("bogus words here", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task Without_configure_replace_a_config_cannot_replace()
    {
        await using var bed = Old(nxapi: false);
        await using var engine = new LabEngine(bed, bed.Replacements[0]);

        var result = await engine.RunAsync(Replace with { ConfirmTimeout = null });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("checkpoint", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(bed.Lab.Journal.DeviceWrites);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_checkpoint_file_replaces_without_a_timer(bool old)
    {
        await using var bed = old ? Old(nxapi: false) : new CiscoNxosBed();
        await using var engine = new LabEngine(bed, Checkpoint(bed));

        Ended.As(await engine.RunAsync(Replace with { ConfirmTimeout = null }), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("replaced-a", bed.Lab.Startup, StringComparison.Ordinal);
        Ended.As(await engine.RunAsync(Replace with { ConfirmTimeout = null }), ProvisionOutcome.Unchanged, DeviceState.Untouched);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_checkpoint_file_cannot_be_committed_with_a_timer()
    {
        await using var bed = new CiscoNxosBed();
        await using var engine = new LabEngine(bed, Checkpoint(bed));
        var running = bed.Lab.Running;

        Ended.As(await engine.RunAsync(Replace), ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task Without_SCP_and_Tcl_shell_nothing_is_loaded_and_both_are_named()
    {
        await using var bed = new CiscoNxosBed(options: CiscoNxosBed.Without("feature scp-server") with { Nxos = new() { HasTclsh = false } });
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("feature scp-server", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Over_NX_API_without_bash_nothing_is_loaded_and_the_feature_is_named()
    {
        await using var bed = new CiscoNxosBed(options: CiscoNxosBed.Without("feature bash-shell"), nxapi: true);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("feature bash-shell", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_NX_API_a_device_without_it_is_unreachable()
    {
        await using var bed = new CiscoNxosBed(options: CiscoNxosBed.Without("feature nxapi"), nxapi: true);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.Unreachable);
        Assert.Contains("feature nxapi", result.Error!.Message, StringComparison.Ordinal);
    }

    private static CiscoNxosBed Old(bool nxapi) =>
        new(options: CiscoNxosBed.Options with { Nxos = new LabNxosOptions { HasConfigureReplace = false } }, nxapi: nxapi);

    private static string Checkpoint(CiscoNxosBed bed) => "!Command: Checkpoint cmd vdc 1\n!Time: Thu Mar  4 01:17:44 2021\n\n" + bed.Replacements[0];
}
