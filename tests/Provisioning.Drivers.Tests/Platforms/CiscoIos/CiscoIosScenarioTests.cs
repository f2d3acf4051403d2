using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.CiscoIos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>What devices lack, and what goes wrong half-way.</summary>
public class CiscoIosScenarioTests
{
    private static ProvisionOptions Replace => new() { DryRun = false, ReplaceConfig = true };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_archive_a_replacement_is_refused_before_anything_is_put_on_the_device(bool dryRun)
    {
        await using var bed = CiscoIosBeds.With(running: WithoutArchive);
        await using var engine = new LabEngine(bed, bed.Replacements[0]);

        var result = await engine.RunAsync(Replace with { DryRun = dryRun });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("'archive', then ' path flash:archive'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(bed.Lab.Journal.Entries);
    }

    [Fact]
    public async Task Without_an_archive_a_merge_with_a_timer_is_refused_before_anything_changes()
    {
        await using var bed = CiscoIosBeds.With(running: WithoutArchive);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("set ConfirmTimeout to null", result.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bed.Lab.Journal.Entries, entry => entry.Store is LabStore.Running or LabStore.Startup);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task Without_an_archive_a_merge_without_a_timer_is_committed()
    {
        await using var bed = CiscoIosBeds.With(running: WithoutArchive);
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = null }), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task Without_an_archive_a_merge_that_fails_half_way_is_rolled_back()
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, CannotApply = "^ip route 10.7" }, WithoutArchive);
        await using var engine = new LabEngine(bed);
        var running = bed.Lab.Running;

        var result = await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = null });

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.CommitFailed);
        Assert.Contains("ip route 10.7.0.0 255.255.0.0 10.0.0.0 % Command rejected", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData(LoadOperation.Merge)]
    [InlineData(LoadOperation.Replace)]
    public async Task Without_rollback_timers_a_commit_that_needs_one_is_refused(LoadOperation operation)
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, RollbackTimers = false });
        await using var engine = new LabEngine(bed, bed.Configs(operation)[0]);

        var result = await engine.RunAsync(Replace with { ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("12.4(20)T", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoadOperation.Merge, ProvisionOutcome.RolledBack, DeviceState.RolledBack)]
    [InlineData(LoadOperation.Replace, ProvisionOutcome.Failed, DeviceState.Untouched)]
    public async Task What_passes_the_syntax_check_and_cannot_be_applied_is_undone(LoadOperation operation, ProvisionOutcome outcome, DeviceState state)
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, CannotApply = "^ip route 10.[78]" });
        await using var engine = new LabEngine(bed, bed.Configs(operation)[0]);
        var (running, startup) = (bed.Lab.Running, bed.Lab.Startup);

        var result = await engine.RunAsync(Replace with { ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, outcome, state, ErrorCode.CommitFailed);
        Assert.Contains("ip route 10.", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup), (bed.Lab.Running, bed.Lab.Startup));
        Assert.Null(bed.Lab.PendingCommit);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_device_checks_no_syntax_the_commit_tells(bool known)
    {
        await using var bed = CiscoIosBeds.With(new() { Ports = 1, SyntaxCheck = known }, deviceOptions: ("syntax_check", known ? "false" : "true"));
        await using var engine = new LabEngine(bed, bed.Rejected.Config);
        var running = bed.Lab.Running;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.CommitFailed);
        Assert.Contains(bed.Rejected.Named, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
    }

    [Theory]
    [InlineData("file_system", "flash")]
    [InlineData("inline_transfer", "maybe")]
    [InlineData("syntax_check", "1")]
    public async Task An_option_with_a_wrong_value_is_named(string key, string value)
    {
        await using var bed = CiscoIosBeds.With(deviceOptions: (key, value));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceOptionInvalid);
        Assert.Contains($"'{key}' is '{value}'", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoadOperation.Merge)]
    [InlineData(LoadOperation.Replace)]
    public async Task The_host_name_may_change_and_be_longer_than_a_prompt_shows(LoadOperation operation)
    {
        const string Name = "a-very-long-host-name-of-r1";
        await using var bed = CiscoIosBeds.With();
        await using (var engine = new LabEngine(bed, operation == LoadOperation.Merge ? $"hostname {Name}\n" : CiscoIosBed.Initial.Replace("hostname r1", $"hostname {Name}", StringComparison.Ordinal)))
        {
            Ended.As(await engine.RunAsync(Replace with { ReplaceConfig = operation == LoadOperation.Replace }), ProvisionOutcome.Changed, DeviceState.Committed);
        }

        await using var next = new LabEngine(bed);
        Ended.As(await next.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains($"hostname {Name}", bed.Lab.Startup, StringComparison.Ordinal);
        Assert.Contains("a-very-long-host-nam(config)#", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no logging console\n", true)]
    [InlineData("interface GigabitEthernet0/0\n no ip proxy-arp\n", true)]
    [InlineData("interface GigabitEthernet0/0\n no shutdown\n", false)]
    [InlineData("no ip route 10.7.0.0 255.255.0.0 10.0.0.0\n", false)]
    [InlineData("no ip route 10.9.0.0 255.255.0.0 10.0.0.0\n", true)]
    public async Task A_no_line_is_a_change_once_and_never_again(string config, bool changes)
    {
        await using var bed = CiscoIosBeds.With();
        await using var engine = new LabEngine(bed, config);

        Ended.As(await engine.RunAsync(), changes ? ProvisionOutcome.Changed : ProvisionOutcome.Unchanged, changes ? DeviceState.Committed : DeviceState.Untouched);
        Ended.As(await engine.RunAsync(), ProvisionOutcome.Unchanged, DeviceState.Untouched);
    }

    [Fact]
    public async Task A_certificate_and_its_tab_go_through_whole()
    {
        const string Certificate = "crypto pki certificate chain TP\n certificate self-signed 01\n  30820229 30820192 A0030201\n  02020101\n        quit\n";
        await using var bed = CiscoIosBeds.With();
        await using var engine = new LabEngine(bed, Certificate);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Contains("  02020101\n  \tquit\n", bed.Lab.Startup, StringComparison.Ordinal);
    }

    /// <summary>IOS asks about such lines while it reads them (platform notes).</summary>
    [Fact]
    public async Task The_question_about_removed_users_is_answered()
    {
        await using var bed = CiscoIosBeds.With(running: text => text.Replace("hostname r1\n", "hostname r1\nusername bob secret 5 $1$salt$hash\n", StringComparison.Ordinal));
        await using var engine = new LabEngine(bed, "hostname r1\nno username bob\n");

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.DoesNotContain("bob", bed.Lab.Startup, StringComparison.Ordinal);
        Assert.Contains("Do you want to continue? [confirm]", bed.Wire.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What a device stores otherwise than it was written (napalm-ios issue 210) is named and does not stay.</summary>
    [Theory]
    [InlineData(LoadOperation.Merge, "username bob secret 0 clear-Secret9", "username bob")]
    [InlineData(LoadOperation.Replace, "username bob secret 0 clear-Secret9", "username bob")]
    [InlineData(LoadOperation.Merge, "ip route 10.7.0.0 255.255.0.0 gi0/0", "ip route 10.7.0.0 255.255.0.0 gi0/0")]
    public async Task A_line_that_the_device_stores_otherwise_is_named_and_rolled_back(LoadOperation operation, string line, string named)
    {
        await using var bed = CiscoIosBeds.With();
        await using var engine = new LabEngine(bed, operation == LoadOperation.Merge
            ? line + "\n"
            : CiscoIosBed.Initial.Replace("interface Giga", $"{line}\ninterface Giga", StringComparison.Ordinal));
        var (running, startup) = (bed.Lab.Running, bed.Lab.Startup);

        var result = await engine.RunAsync(Replace with { ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.VerificationFailed);
        Assert.Contains(named, result.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("clear-Secret9", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal((running, startup), (bed.Lab.Running, bed.Lab.Startup));
        Assert.Empty(await bed.LeftoversAsync());
    }

    private static string WithoutArchive(string running) => running.Replace("archive\n path flash:archive\n", "", StringComparison.Ordinal);
}
