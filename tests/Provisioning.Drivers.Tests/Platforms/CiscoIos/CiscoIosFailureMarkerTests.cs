using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>Each failure that IOS is known to print, at each step at which it may: the run fails and says it.</summary>
public class CiscoIosFailureMarkerTests
{
    private const string Unheard = "Something that nobody has heard of";

    public static TheoryData<string> OfLines =>
    [
        "% Ambiguous command:  \"descr\"",
        "% Incomplete command.",
        "% Invalid input detected at '^' marker.",
        "% Unknown command or computer name, or unable to find computer address",
        "Command authorization failed.",
        "% Bad secret",
        "Bad mask /33 for address 10.0.0.1",
        "% 10.0.0.0 overlaps with GigabitEthernet0/1",
        "Command rejected: not a trunk port",
        "% Error: returned error code 2",
        "%VLAN 77 not found",
    ];

    public static TheoryData<string> OfFiles =>
    [
        "%Error opening flash:a.cfg (No such file or directory)",
        "%Error writing flash:a.cfg (No space left on device)",
        "%Error opening flash:a.cfg (Path does not exist)",
        "Command authorization failed.",
        "% Invalid input detected at '^' marker.",
        Unheard,
    ];

    public static TheoryData<string> OfReplacements =>
    [
        "%The input file is not a valid config file.",
        "%Please turn config archive on before using Rollback Confirmed Change",
        "Rollback aborted after 5 passes",
        "The following commands are failed to apply to the IOS image.",
        "Failed to apply command bogus",
        "Aborting Rollback.",
        "Rollback failed.Reverting back to the original configuration: flash:archive-0 ...",
        "The original configuration has been successfully restored.",
        "%Error opening flash:a.cfg (No such file or directory)",
        "Command authorization failed.",
        Unheard,
    ];

    [Theory]
    [MemberData(nameof(OfLines))]
    public Task A_line_in_the_syntax_check(string said) => FailsAsync(LoadOperation.Merge, "^configure check syntax", $"description merged-a\n{said}", ErrorCode.LoadRejected);

    [Theory]
    [MemberData(nameof(OfLines))]
    public Task A_line_in_the_commit_of_a_merge(string said) => FailsAsync(
        LoadOperation.Merge, @"^copy \S+ running-config", $"description merged-a\n{said}\n\n96 bytes copied in 0.120 secs (800 bytes/sec)", ErrorCode.CommitFailed, ProvisionOutcome.RolledBack);

    [Theory]
    [MemberData(nameof(OfFiles))]
    public Task The_file_system(string said) => FailsAsync(LoadOperation.Merge, "^dir", said, ErrorCode.UnexpectedAnswer);

    [Theory]
    [InlineData("% Something that nobody has heard of")]
    [InlineData("Timer type: absolute timer")]
    public Task Whether_a_change_waits(string said) => FailsAsync(LoadOperation.Merge, "^show archive config rollback timer", said, ErrorCode.UnexpectedAnswer);

    [Theory]
    [MemberData(nameof(OfFiles))]
    public Task The_way_back(string said) => FailsAsync(LoadOperation.Merge, "^copy running-config flash:", said, ErrorCode.CommitFailed);

    [Theory]
    [MemberData(nameof(OfFiles))]
    public Task The_copy_of_a_merge(string said) => FailsAsync(LoadOperation.Merge, @"^copy \S+ running-config", said, ErrorCode.CommitFailed, ProvisionOutcome.RolledBack);

    [Theory]
    [MemberData(nameof(OfFiles))]
    public Task The_diff_of_a_merge(string said) => FailsAsync(LoadOperation.Merge, "incremental-diffs", said, ErrorCode.DiffFailed);

    [Theory]
    [InlineData("!List of Commands:\nError: received error code 5 when looking for missing lines\n!Error: cfgdiff returned error 5")]
    public Task The_diff_of_a_merge_without_end(string said) => FailsAsync(LoadOperation.Merge, "incremental-diffs", said, ErrorCode.DiffFailed, shown: "cfgdiff returned error 5");

    [Theory]
    [InlineData("%Error opening flash:a.cfg (No such file or directory)", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData(Unheard, nameof(ErrorCode.DiffFailed))]
    public Task The_diff_of_a_replacement(string said, string code) =>
        FailsAsync(LoadOperation.Replace, "config differences", said, ErrorCode.All.Single(one => one.Reason == code));

    [Theory]
    [MemberData(nameof(OfReplacements))]
    public Task The_replacement(string said) => FailsAsync(LoadOperation.Replace, "^configure replace", said, ErrorCode.CommitFailed);

    [Theory]
    [MemberData(nameof(OfReplacements))]
    public Task A_replacement_that_also_says_that_it_was_done(string said) => FailsAsync(
        LoadOperation.Replace, "^configure replace", $"{said}\nTotal number of passes: 1\nRollback Done", ErrorCode.CommitFailed, shown: said == Unheard ? "shows no rollback timer" : said);

    [Theory]
    [InlineData("%Turn config archive on before using Rollback Confirmed Change")]
    [InlineData("Command authorization failed.")]
    [InlineData(Unheard)]
    public Task The_timer_of_a_merge(string said) => FailsAsync(LoadOperation.Merge, "^configure terminal revert", said, ErrorCode.CommitFailed);

    [Theory]
    [InlineData(LoadOperation.Merge, "^configure terminal revert")]
    [InlineData(LoadOperation.Replace, "^configure replace")]
    public Task The_lock_of_somebody_else(LoadOperation operation, string line) =>
        FailsAsync(operation, line, "Configuration mode is locked by process '484' user 'NETCONF' from terminal '64'. Please try later.", ErrorCode.DeviceBusy);

    [Theory]
    [InlineData("%No Rollback Confirmed Change pending")]
    [InlineData("%Rollback Confirmed Change was started by another user: bob")]
    [InlineData("Command authorization failed.")]
    [InlineData("")]
    public Task The_confirmation(string said) => FailsAsync(
        LoadOperation.Merge, "^configure confirm", said, ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, said.Length == 0 || said.StartsWith("%No", StringComparison.Ordinal) ? "its rollback timer still runs" : said);

    [Theory]
    [InlineData("Command authorization failed.")]
    [InlineData("%Error writing nvram:startup-config (No space left on device)")]
    [InlineData("startup-config file open failed (Device or resource busy)")]
    [InlineData(Unheard)]
    public Task The_save(string said) => FailsAsync(LoadOperation.Merge, "^write memory", said, ErrorCode.SaveFailed, (ProvisionOutcome.Failed, DeviceState.Committed), said);

    [Fact]
    public Task A_save_that_changes_nothing() => FailsAsync(
        LoadOperation.Merge, "^write memory", "Building configuration...\n[OK]", ErrorCode.SaveFailed, (ProvisionOutcome.Failed, DeviceState.Committed), "its startup config differs");

    [Theory]
    [InlineData("% Bad secrets")]
    [InlineData("% Access denied")]
    public async Task The_privileged_mode(string said)
    {
        await using var bed = new CiscoIosInlineBed();
        bed.Lab.Faults.Refuse("^enable$", said);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
    }

    private static Task FailsAsync(LoadOperation operation, string line, string said, ErrorCode code, ProvisionOutcome outcome = ProvisionOutcome.Failed, string? shown = null) =>
        FailsAsync(operation, line, said, code, (outcome, outcome == ProvisionOutcome.RolledBack ? DeviceState.RolledBack : DeviceState.Untouched), shown ?? said.Split('\n').First(one => one.Length > 0 && !one.StartsWith("description", StringComparison.Ordinal)));

    private static async Task FailsAsync(
        LoadOperation operation, string line, string said, ErrorCode code, (ProvisionOutcome Outcome, DeviceState State) end, string shown)
    {
        await using var bed = new CiscoIosBed(lab => lab.Faults.Refuse(line, said));
        await using var engine = new LabEngine(bed, bed.Configs(operation)[0]);
        var (running, startup) = (bed.Lab.Running, bed.Lab.Startup);

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, end.Outcome, end.State, code);
        Assert.Contains(shown, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(startup, bed.Lab.Startup);
        Assert.True(end.State == DeviceState.Committed || running == bed.Lab.Running);
    }
}
