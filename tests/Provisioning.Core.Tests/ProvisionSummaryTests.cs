using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests;

public sealed class ProvisionSummaryTests
{
    private readonly ProvisionSummary _summary = new();

    [Fact]
    public void Of_nothing_it_says_so() => Assert.Equal("Devices: 0.", _summary.ToString());

    [Fact]
    public void Outcomes_are_counted_in_their_order_and_errors_by_how_often_they_came()
    {
        Add(ProvisionOutcome.Failed, ErrorCode.LoadRejected);
        Add(ProvisionOutcome.Failed, ErrorCode.Unreachable);
        Add(ProvisionOutcome.Failed, ErrorCode.Unreachable);
        Add(ProvisionOutcome.Changed);

        Assert.Equal($"Devices: 4 (1 Changed, 3 Failed). Errors: 2 {ErrorCode.Unreachable}, 1 {ErrorCode.LoadRejected}.", _summary.ToString());
    }

    [Theory]
    [InlineData(DeviceState.CandidateLoaded, true)]
    [InlineData(DeviceState.CommitPending, true)]
    [InlineData(DeviceState.Unknown, true)]
    [InlineData(DeviceState.Untouched, false)]
    [InlineData(DeviceState.Committed, false)]
    [InlineData(DeviceState.RolledBack, false)]
    public void A_device_in_no_known_end_state_is_to_be_looked_at(DeviceState state, bool expected)
    {
        Add(ProvisionOutcome.Failed, ErrorCode.RollbackFailed, state);

        Assert.Equal(expected, _summary.Unsettled.Contains(("r1", state)));
        Assert.Equal(expected, _summary.ToString().EndsWith($"To be looked at: r1 ({state}).", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_to_be_looked_at_ten_are_named()
    {
        for (var device = 0; device < 12; device++)
        {
            Add(ProvisionOutcome.Failed, ErrorCode.RollbackFailed, DeviceState.Unknown);
        }

        Assert.EndsWith("r1 (Unknown) and 2 more.", _summary.ToString(), StringComparison.Ordinal);
        Assert.Equal(12, _summary.Unsettled.Count);
    }

    private void Add(ProvisionOutcome outcome, ErrorCode? code = null, DeviceState state = DeviceState.Untouched) => _summary.Add(new()
    {
        Device = "r1",
        RunId = "00000001",
        Outcome = outcome,
        DeviceState = state,
        Stage = ProvisionStage.Done,
        DryRun = false,
        Operation = LoadOperation.Merge,
        Trigger = ProvisionTrigger.Host,
        Error = code is { } reason ? new(reason, "why") : null,
        StartedAt = default,
        Duration = default,
    });
}
