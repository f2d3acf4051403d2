using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>How a device of a fleet ended: what was reported, and what was true of it then.</summary>
internal sealed record FleetEnd(FleetDevice Device, ProvisionOutcome Outcome, DeviceState State, ErrorCode? Code)
{
    private readonly bool _isOld = Device.IsOld;
    private readonly bool _isNew = Device.IsNew;
    private readonly bool _isPending = Device.HasCommitted && (!Device.SavesApart || Device.Lab.Startup == Device.Before.Startup);

    public required string Message { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the reported state is the true one; what waits for its confirmation has not been saved.</summary>
    public bool IsTrue => State switch
    {
        DeviceState.Untouched or DeviceState.RolledBack => _isOld && Device.Lab.PendingCommit is null,
        DeviceState.CommitPending => _isPending,
        DeviceState.Committed => _isNew && Device.Lab.PendingCommit is null,
        _ => false,
    };

    /// <summary>Whether it is what the device's ailment leads to.</summary>
    public bool IsExpected => (Outcome, State, Code?.Reason) == Device.Ailment switch
    {
        Ailment.None => (ProvisionOutcome.Changed, DeviceState.Committed, null),
        Ailment.RefusesLogin => (ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.AuthenticationFailed.Reason),
        Ailment.Hangs => (ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceTimeout.Reason),
        Ailment.RejectsALine => (ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected.Reason),
        Ailment.GoesSilent => (ProvisionOutcome.RolledBack, DeviceState.RolledBack, ErrorCode.DeviceTimeout.Reason),
        _ => (ProvisionOutcome.Failed, DeviceState.CommitPending, ErrorCode.RollbackFailed.Reason),
    };

    public static FleetEnd Of(ProvisionResult result, FleetDevice device) =>
        new(device, result.Outcome, result.DeviceState, result.Error?.Code) { Message = result.Error?.Message ?? "", Duration = result.Duration };

    public override string ToString() => $"{Device.Lab.Name} ({Device.Lab.Platform}, {Device.Ailment}): {Outcome}, {State}, {Code}, old {_isOld}, new {_isNew}, pending {_isPending}. {Message}";
}
