namespace Provisioning.Changes;

/// <summary>When a device is ready for an automatic run.</summary>
public sealed record DeviceReadinessOptions
{
    /// <summary>
    /// The statuses of devices that may be provisioned, compared without regard to case: Nautobot gives a status by its
    /// name, NetBox by its slug. Default <c>Active Planned Staged</c>.
    /// </summary>
    public IReadOnlyList<string> Statuses { get; set; } = ["Active", "Planned", "Staged"];
}
