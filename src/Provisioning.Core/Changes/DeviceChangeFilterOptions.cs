namespace Provisioning.Changes;

/// <summary>Which changes matter. Names are compared without regard to case.</summary>
public sealed record DeviceChangeFilterOptions
{
    /// <summary>
    /// The fields that matter on an update. Default <c>name primary_ip4 platform role location status</c>. NetBox keeps the
    /// place of a device in <c>site</c> too; add it where changes come with that field.
    /// </summary>
    public IReadOnlyList<string> Fields { get; set; } = ["name", "primary_ip4", "platform", "role", "location", "status"];

    /// <summary>The object types that matter. Default <c>dcim.device</c>.</summary>
    public IReadOnlyList<string> ObjectTypes { get; set; } = [DeviceChange.DeviceObjectType];

    /// <summary>
    /// The users whose changes are ignored. Name the account that the host itself writes to the source of truth with:
    /// Nautobot and NetBox report such a write like any other, and answering it would go round for ever. Default none.
    /// </summary>
    public IReadOnlyList<string> IgnoredUsers { get; set; } = [];
}
