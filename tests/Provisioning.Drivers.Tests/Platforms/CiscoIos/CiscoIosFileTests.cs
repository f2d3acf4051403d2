using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>How the intended config gets on the device: by SCP, typed, whole, or not at all.</summary>
public class CiscoIosFileTests
{
    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task A_file_gets_there_one_way_or_the_other(bool secondChannel, bool scp, bool privileged)
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, SecondChannel = secondChannel }, text => scp ? text : text.Replace("ip scp server enable\n", "", StringComparison.Ordinal), privileged);
        await using var engine = new LabEngine(bed, bed.Merges[1]);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains("banner login ^C\n  keep  my   spaces? {\\[$x]\n! and this\nend\n^C", bed.Lab.Startup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scp_and_tclsh_it_is_said_what_the_device_lacks()
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, Tcl = false }, text => text.Replace("ip scp server enable\n", "", StringComparison.Ordinal));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("'tclsh'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("'Administratively disabled.'", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("ip scp server enable", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_only_no_second_channel_is_opened()
    {
        await using var bed = CiscoIosBeds.With(deviceOptions: ("inline_transfer", "true"));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.DoesNotContain("scp -t", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_arrives_by_scp_as_another_one_is_typed()
    {
        await using var bed = CiscoIosBeds.With();
        await using var engine = new LabEngine(bed);
        bed.Lab.Faults.Refuse("^verify /md5", "verify /md5 (flash:a.cfg) = 00000000000000000000000000000000", times: 1);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains("puts -nonewline", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_never_arrives_as_it_was_sent_is_not_loaded()
    {
        await using var bed = CiscoIosBeds.With();
        await using var engine = new LabEngine(bed);
        bed.Lab.Faults.Refuse("^verify /md5", "verify /md5 (flash:a.cfg) = 00000000000000000000000000000000");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        Assert.Contains("is not what was sent", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Without_md5_the_size_tells_that_a_file_has_arrived()
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, Md5 = false });
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Theory]
    [InlineData(50, "has 50 bytes free on flash:, and the intended config needs 96", nameof(ErrorCode.PrerequisiteMissing))]
    [InlineData(300, "No space left on device", nameof(ErrorCode.CommitFailed))]
    public async Task A_full_disk_is_told_before_anything_changes(int bytes, string said, string code)
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, FlashBytes = bytes });
        await using var engine = new LabEngine(bed);
        var running = bed.Lab.Running;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.All.Single(one => one.Reason == code));
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Files_go_where_the_inventory_says()
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, FileSystem = "bootflash:" }, text => text.Replace("flash:archive", "bootflash:archive", StringComparison.Ordinal), deviceOptions: ("file_system", "bootflash:"));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains("dir bootflash: | include", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_file_prompt_is_as_it_was()
    {
        await using var bed = new CiscoIosInlineBed();
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains("file prompt noisy", bed.Lab.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("file prompt", bed.Wire.ToString().Split("received")[0], StringComparison.Ordinal);
    }
}
