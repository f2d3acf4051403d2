using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

/// <summary>Each failure that NX-OS is known to print, at each step at which it may, over both transports: the run fails and says it.</summary>
public class CiscoNxosFailureMarkerTests
{
    private static readonly string[] OfLines =
    [
        "% Ambiguous command at '^' marker.",
        "% Incomplete command at '^' marker.",
        "% Invalid command at '^' marker.",
        "% Invalid parameter",
        "% Invalid number at '^' marker.",
        "Invalid range at '^' marker.",
        "Syntax error while parsing 'merged-a'",
        "configuration not allowed on a member of a port-channel",
        "Duplicate sequence number",
        "Cannot apply ACL to an interface that is a port-channel member",
        "No corresponding feature configured",
        "user not present",
        "Cannot apply non-existing acl",
        "ERROR: Ethernet1/1: requested config not allowed",
        "Something that nobody has heard of",
    ];

    private static readonly string[] OfReplacements =
    [
        "ERROR: Rollback patch computation failed due to the following reason(s)",
        "The checkpoint file was not created using checkpoint CLI",
        "Verification failed, Rolling back to previous configuration",
        "Rollback failed.",
        "FCOE is enabled. Disabling rollback module",
        "Something that nobody has heard of",
    ];

    public static TheoryData<bool, string> Lines => Both(OfLines);

    public static TheoryData<bool, string> Replacements => Both(OfReplacements);

    public static TheoryData<bool> Transports => [false, true];

    [Theory]
    [MemberData(nameof(Lines))]
    public Task A_merged_line(bool nxapi, string said) => FailsAsync(
        nxapi, "^copy bootflash:prv-.* running-config$", said, (ErrorCode.CommitFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    /// <summary>Recorded: what is refused stands before a copy that calls itself complete.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    public Task A_merged_line_before_a_success(bool nxapi, string said) => FailsAsync(
        nxapi, "^copy bootflash:prv-.* running-config$", $"{said}\nCopy complete.", (ErrorCode.CommitFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack), said);

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_check(bool nxapi, string said) => FailsAsync(
        nxapi, "verify-only$", said, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched), replaces: true);

    [Theory]
    [InlineData(false, "ERROR: Rollback patch computation failed due to the following reason(s)")]
    [InlineData(true, "ERROR: Rollback patch computation failed due to the following reason(s)")]
    [InlineData(false, "FCOE is enabled. Disabling rollback module")]
    [InlineData(true, "FCOE is enabled. Disabling rollback module")]
    public Task The_diff(bool nxapi, string said) => FailsAsync(
        nxapi, "show-patch$", said, (ErrorCode.DiffFailed, ProvisionOutcome.Failed, DeviceState.Untouched), replaces: true);

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_way_back(bool nxapi, string said) => FailsAsync(
        nxapi, "^checkpoint file", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_timer_of_a_merge(bool nxapi, string said) => FailsAsync(
        nxapi, "commit-timeout", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_copy_for_the_timer(bool nxapi, string said) => FailsAsync(
        nxapi, "^copy running-config bootflash:", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData(false, "^tclsh$", "% Permission denied for the role")]
    [InlineData(false, "^close \\$prv$", "ERROR: error writing \"file32\": no space left on device")]
    [InlineData(true, "-timer && echo", "bash: /bootflash/prv-timer: No space left on device")]
    public Task The_mark_in_the_file_for_the_timer(bool nxapi, string step, string said) => FailsAsync(
        nxapi, step, said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched), said);

    [Theory]
    [MemberData(nameof(Transports))]
    public Task The_removal_of_a_file_before_the_confirmation(bool nxapi) => FailsAsync(
        nxapi, "^delete bootflash:prv-.*-timer", "No permission to delete", (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack), times: 1);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task The_removal_of_the_mark(bool nxapi, string said) => FailsAsync(
        nxapi, "^no cli alias", said, (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task A_replacement(bool nxapi, string said) => FailsAsync(
        nxapi, "commit-timeout", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched), replaces: true);

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_confirmation(bool nxapi, string said) => FailsAsync(
        nxapi, "^configure replace commit$", said, (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task The_rollback(bool nxapi, string said)
    {
        await using var bed = new CiscoNxosBed(
            lab => lab.Faults.Refuse("^rollback", said).Refuse("^copy bootflash:prv-", "% Invalid command at '^' marker."), nxapi: nxapi);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
        Assert.True(await bed.IsPendingAsync());
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public Task The_save(bool nxapi, string said) => FailsAsync(
        nxapi, "^copy running-config startup-config", said, (ErrorCode.SaveFailed, ProvisionOutcome.Failed, DeviceState.Committed));

    [Theory]
    [MemberData(nameof(Transports))]
    public Task A_failure_in_place_of_a_config(bool nxapi) => FailsAsync(
        nxapi, "^show running-config$", "% Permission denied for the role", (ErrorCode.UnexpectedAnswer, ProvisionOutcome.Failed, DeviceState.Untouched));

    private static async Task FailsAsync(
        bool nxapi, string line, string said, (ErrorCode Code, ProvisionOutcome Outcome, DeviceState State) end, string? told = null, bool replaces = false, int times = int.MaxValue)
    {
        await using var bed = new CiscoNxosBed(lab => lab.Faults.Refuse(line, said, times), nxapi: nxapi);
        await using var engine = new LabEngine(bed, replaces ? bed.Replacements[0] : null);

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = replaces });

        Ended.As(result, end.Outcome, end.State, end.Code);
        Assert.Contains(told ?? said, result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(end.State == DeviceState.Committed ? [] : await bed.LeftoversAsync());
    }

    private static TheoryData<bool, string> Both(string[] said)
    {
        var data = new TheoryData<bool, string>();
        foreach (var text in said)
        {
            data.Add(false, text);
            data.Add(true, text);
        }

        return data;
    }
}
