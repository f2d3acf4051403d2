using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>Each failure that EOS is known to print, at each step at which it may, over both transports: the run fails and says it.</summary>
public class AristaEosFailureMarkerTests
{
    private static readonly string[] OfLines =
    [
        "% Ambiguous command",
        "% Error in the change",
        "% Incomplete command",
        "% Invalid input (at token 1: 'merged-a')",
        "% Unavailable command (not supported on this hardware platform)",
        "% Duplicate sequence number",
        "% User not present",
        "% Bad secret",
        "% Subnet 10.0.0.0/31 overlaps with existing subnet",
        "% More than 1 OSPF instance is not supported",
        "% Prefix length must be less than 31",
        "the agent returned error code 2",
        "Interface not found",
        "Something that nobody has heard of",
    ];

    private static readonly string[] OfSteps =
    [
        "% Cannot commit session: it is not pending",
        "% Error copying system:/running-config to flash:/x.cfg (No space left on device)",
        "% Unavailable command (not supported on this hardware platform)",
        "Something that nobody has heard of",
    ];

    public static TheoryData<bool, string> Lines => Both(OfLines);

    public static TheoryData<bool, string> Steps => Both(OfSteps);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task A_line(bool eapi, string said) => FailsAsync(eapi, "^description merged-a$", said, (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task No_room_for_a_session(bool eapi) => FailsAsync(
        eapi, @"^configure session \S+$", "Maximum number of pending sessions has been reached", (ErrorCode.DeviceBusy, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_session(bool eapi) => FailsAsync(
        eapi, @"^configure session \S+$", "% Unavailable command", (ErrorCode.LoadRejected, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_diff(bool eapi) => FailsAsync(
        eapi, "diffs$", "% Error computing the difference", (ErrorCode.DiffFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_way_back(bool eapi, string said) => FailsAsync(eapi, "^copy running-config flash:", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_commit(bool eapi, string said) => FailsAsync(eapi, @"^configure session \S+ commit timer", said, (ErrorCode.CommitFailed, ProvisionOutcome.Failed, DeviceState.Untouched));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_confirmation(bool eapi, string said) => FailsAsync(eapi, @"^configure session \S+ commit$", said, (ErrorCode.ConfirmFailed, ProvisionOutcome.RolledBack, DeviceState.RolledBack));

    [Theory]
    [MemberData(nameof(Steps))]
    public Task The_save(bool eapi, string said) => FailsAsync(eapi, "^copy running-config startup-config", said, (ErrorCode.SaveFailed, ProvisionOutcome.Failed, DeviceState.Committed));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_privileged_mode(bool eapi) => FailsAsync(
        eapi, "^enable$", "% Bad secret", (ErrorCode.PrerequisiteMissing, ProvisionOutcome.Failed, DeviceState.Untouched));

    private static async Task FailsAsync(bool eapi, string line, string said, (ErrorCode Code, ProvisionOutcome Outcome, DeviceState State) end)
    {
        await using var bed = new AristaEosBed(lab => lab.Faults.Refuse(line, said), eapi);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, end.Outcome, end.State, end.Code);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
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
