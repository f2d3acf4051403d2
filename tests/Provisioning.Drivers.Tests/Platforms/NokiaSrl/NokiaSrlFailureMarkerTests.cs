using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

/// <summary>Each failure that SR Linux is known to print, at each step at which it may: the run fails and says it.</summary>
public class NokiaSrlFailureMarkerTests
{
    public static TheoryData<string> Lines =>
    [
        "Parsing error: Unknown token 'merged-a'. Options are ['#', '>', '>>', '|']",
        "Error: Path '.interface{.name==ethernet-1/*}' does not specify any existing objects",
        "Error: No authorization to execute command: 'set / interface ethernet-1/1 description merged-a'",
        "Error in path: .interface{.name==\"ethernet-1/1\"}",
        "    [InvalidArgument] Unacceptable description",
        "Command execution aborted : 'set / interface ethernet-1/1 description merged-a'",
        "Something that nobody has heard of",
    ];

    public static TheoryData<string> Steps =>
    [
        "Error: Error in path: .network-instance{.name==\"default\"}",
        "    [FailedPrecondition] EVI must match bgp-evpn config",
        "Error 'Revert failed':",
        "Parsing error: Unknown token 'x'. Options are ['#']",
        "Something that nobody has heard of",
        "",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public Task A_line(string said) => FailsAsync("description merged-a$", said, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("Error: Maximum number of candidates (10) reached")]
    [InlineData("Something that nobody has heard of")]
    public Task The_candidate(string said) => FailsAsync("^enter candidate private", said, (ErrorCode.DeviceBusy, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Fact]
    public Task The_diff() => FailsAsync("^diff$", "Error: no difference can be computed", (ErrorCode.DiffFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_check(string said) => FailsAsync("^commit validate$", said, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_way_back(string said) => FailsAsync("generate-checkpoint", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_commit(string said) => FailsAsync("^commit confirmed timeout", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("Error: Cannot commit transaction (commit confirmed in progress)")]
    [InlineData("Error: There is a commit already in progress for this candidate")]
    [InlineData("Error: Cannot commit transaction (candidate 'default' is locked by 'bob')")]
    public Task A_commit_while_somebody_else_is_at_work(string said) =>
        FailsAsync("^commit confirmed timeout", said, (ErrorCode.DeviceBusy, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("Error: There is no commit in progress")]
    [InlineData("Parsing error: Unknown token 'confirmed-accept'. Options are ['#']")]
    public Task The_confirmation(string said) => FailsAsync("confirmed-accept$", said, (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Fact]
    public async Task A_confirmation_that_changes_nothing()
    {
        await using var bed = new NokiaSrlBed(lab => lab.Faults.Refuse("confirmed-accept$", "Something that nobody has heard of"));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Contains("unconfirmed", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_save(string said) => FailsAsync("^save startup$", said, (ErrorCode.SaveFailed, ProvisionOutcome.Failed, DeviceState.Committed));

    [Theory]
    [InlineData("Error: Cannot load startup")]
    [InlineData("Something that nobody has heard of")]
    public async Task A_startup_config_that_is_not_shown(string said)
    {
        await using var bed = new NokiaSrlBed(lab => lab.Faults.Refuse("^load startup$", said));
        await using var engine = new LabEngine(bed);
        await using var session = await engine.OpenAsync("00c0ffee");

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.GetConfigAsync(ConfigStore.Startup, TestContext.Current.CancellationToken));

        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(string line, string said, (ErrorCode Code, ProvisionOutcome Outcome, DeviceState State) end)
    {
        await using var bed = new NokiaSrlBed(lab => lab.Faults.Refuse(line, said));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, end.Outcome, end.State, end.Code);
        Assert.Contains(said.Trim(), result.Error!.Message, StringComparison.Ordinal);
        if (end.State != DeviceState.Committed)
        {
            Assert.Empty(await bed.LeftoversAsync());
        }
    }
}
