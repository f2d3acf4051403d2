using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

/// <summary>Each error of RFC 6241, appendix A, at each step at which it may come: the run fails and says it.</summary>
public class NetconfFailureMarkerTests
{
    internal const string Said = "the server's own words";

    public static TheoryData<string> Tags =>
    [
        "in-use", "invalid-value", "too-big", "missing-attribute", "bad-attribute", "unknown-attribute", "missing-element", "bad-element",
        "unknown-element", "unknown-namespace", "access-denied", "lock-denied", "resource-denied", "rollback-failed", "data-exists",
        "data-missing", "operation-not-supported", "operation-failed", "partial-operation", "malformed-message",
    ];

    /// <summary>What is neither ok nor an error nor data.</summary>
    public static TheoryData<string> Strange => ["<!-- nothing -->", "<okay/>", "<ok xmlns=\"urn:x\"/>", "<result>ok</result>"];

    [Theory]
    [MemberData(nameof(Tags))]
    public Task The_edit(string tag) => FailsAsync("<edit-config", Error(tag), tag, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_edit(string answer) => FailsAsync("<edit-config", answer, "neither ok nor", (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("lock-denied", true)]
    [InlineData("in-use", true)]
    [InlineData("resource-denied", true)]
    [InlineData("access-denied", false)]
    [InlineData("operation-not-supported", false)]
    public Task The_lock(string tag, bool busy) => FailsAsync(
        "<lock.*<candidate", Error(tag), tag, (busy ? ErrorCode.DeviceBusy : ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_lock(string answer) => FailsAsync("<lock.*<candidate", answer, "neither ok nor", (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("access-denied")]
    [InlineData("too-big")]
    [InlineData("operation-failed")]
    public Task The_reading(string tag) => FailsAsync("<get-config.*<running", Error(tag), tag, (ErrorCode.UnexpectedAnswer, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData("<ok/>")]
    [InlineData("<!-- nothing -->")]
    public Task A_strange_answer_to_the_reading(string answer) => FailsAsync("<get-config.*<candidate", answer, "neither ok nor", (ErrorCode.UnexpectedAnswer, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Tags))]
    public Task The_check(string tag) => FailsAsync("<validate", Error(tag), tag, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_check(string answer) => FailsAsync("<validate", answer, "neither ok nor", (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Tags))]
    public Task The_commit(string tag) => FailsAsync(
        "<commit.*<confirmed", Error(tag), tag,
        (tag is "in-use" or "lock-denied" or "resource-denied" ? ErrorCode.DeviceBusy : ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_commit(string answer) => FailsAsync("<commit.*<confirmed", answer, "neither ok nor", (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Tags))]
    public Task The_confirmation(string tag) => FailsAsync("<commit.*<persist-id", Error(tag), tag, (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_confirmation(string answer) => FailsAsync("<commit.*<persist-id", answer, "neither ok nor", (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Theory]
    [MemberData(nameof(Tags))]
    public Task The_save(string tag) => FailsAsync("<copy-config", Error(tag), tag, (ErrorCode.SaveFailed, ProvisionOutcome.Failed, DeviceState.Committed));

    [Theory]
    [MemberData(nameof(Strange))]
    public Task A_strange_answer_to_the_save(string answer) => FailsAsync("<copy-config", answer, "neither ok nor", (ErrorCode.SaveFailed, ProvisionOutcome.Failed, DeviceState.Committed));

    [Fact]
    public async Task A_save_that_says_ok_and_does_nothing()
    {
        await using var bed = new NetconfBed(lab => lab.Faults.Refuse("<copy-config", "<ok/>"));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.SaveFailed);
        Assert.Contains("startup config differs", result.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>The way back must not depend on one operation.</summary>
    [Fact]
    public async Task A_pending_commit_that_cannot_be_cancelled_is_confirmed_with_the_old_config()
    {
        await using var bed = new NetconfBed(lab => lab.Faults
            .Refuse("^<commit.*<persist-id", Error("operation-failed"), times: 1)
            .Refuse("<cancel-commit", Error("operation-not-supported")));
        await using var engine = new LabEngine(bed);
        var before = await bed.RunningAsync();

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.ConfirmFailed);
        Assert.Equal(before, await bed.RunningAsync());
        Assert.False(await bed.IsPendingAsync());
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_warning_is_no_failure()
    {
        const string Warning = "<ok/><rpc-error><error-type>application</error-type><error-tag>operation-failed</error-tag><error-severity>warning</error-severity></rpc-error>";
        await using var bed = new NetconfBed(lab => lab.Faults.Refuse("<validate", Warning));
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    internal static string Error(string tag) =>
        $"<rpc-error><error-type>application</error-type><error-tag>{tag}</error-tag><error-severity>error</error-severity><error-message>{Said}</error-message></rpc-error>";

    private static async Task FailsAsync(string operation, string answer, string named, (ErrorCode Code, ProvisionOutcome Outcome, DeviceState State) end)
    {
        await using var bed = new NetconfBed(lab => lab.Faults.Refuse(operation, answer));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, end.Outcome, end.State, end.Code);
        Assert.Contains(named, result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(answer.Contains(Said, StringComparison.Ordinal) ? Said : "", result.Error.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }
}
