using Provisioning.Inventories;

namespace Provisioning.Changes;

/// <summary>A change of a device's record in its source of truth, whoever reported it.</summary>
public sealed record DeviceChange
{
    /// <summary>The object type of a device in Nautobot and NetBox.</summary>
    public const string DeviceObjectType = "dcim.device";

    /// <summary>Where the change was made: <c>nautobot</c>, <c>netbox</c>, or a host's own word.</summary>
    public required string Source { get; init; }

    /// <summary>What happened.</summary>
    public required DeviceChangeAction Action { get; init; }

    /// <summary>The device after the change; for a deletion, before it.</summary>
    public required Device Device { get; init; }

    /// <summary>What kind of object changed. Default <c>dcim.device</c>.</summary>
    public string ObjectType { get; init; } = DeviceObjectType;

    /// <summary>The object's id in its source, where known.</summary>
    public string? ObjectId { get; init; }

    /// <summary>When, by the sender's clock, where known.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Who made the change, where known.</summary>
    public string? User { get; init; }

    /// <summary>The id of the request that made the change, where known; all changes of a bulk edit share it.</summary>
    public string? RequestId { get; init; }

    /// <summary>What differs from the state before. Default <see cref="FieldDifferences.Unknown"/>, which never commits.</summary>
    public FieldDifferences Differences { get; init; } = FieldDifferences.Unknown;

    /// <summary>The fields that changed, and those of which it cannot be told.</summary>
    public IReadOnlyList<FieldChange> Changes => Differences.Changes;

    /// <summary>Whether the state before is known; before a creation there was nothing, which is known.</summary>
    public bool BeforeKnown => Action is DeviceChangeAction.Created || Differences.BeforeKnown;
}
