using System.Collections.Frozen;

namespace Provisioning.Changes;

/// <summary>
/// The default rules: devices only, nobody who is ignored, no deletions; a creation always matters, an update when one of
/// the fields changed, or when it cannot be told because the state before is not known.
/// </summary>
public sealed class DeviceChangeFilter : IDeviceChangeFilter
{
    private readonly FrozenSet<string> _fields;
    private readonly FrozenSet<string> _objectTypes;
    private readonly FrozenSet<string> _ignoredUsers;
    private readonly string _fieldNames;

    /// <summary>Makes the filter; later changes of the options do not reach it.</summary>
    /// <param name="options">Which changes matter.</param>
    /// <exception cref="ArgumentException">An option is empty or blank; the message names it.</exception>
    public DeviceChangeFilter(DeviceChangeFilterOptions options)
    {
        _fields = NameList.Freeze(options.Fields, nameof(options.Fields));
        _objectTypes = NameList.Freeze(options.ObjectTypes, nameof(options.ObjectTypes));
        _ignoredUsers = NameList.Freeze(options.IgnoredUsers, nameof(options.IgnoredUsers), mayBeEmpty: true);
        _fieldNames = string.Join(", ", options.Fields);
    }

    /// <inheritdoc/>
    public DeviceChangeDecision Decide(DeviceChange change)
    {
        if (!_objectTypes.Contains(change.ObjectType))
        {
            return Irrelevant($"it is a change of a {change.ObjectType}");
        }

        if (change.User is { } user && _ignoredUsers.Contains(user))
        {
            return Irrelevant($"changes by {user} are ignored");
        }

        return change.Action switch
        {
            DeviceChangeAction.Created => new(true, "the device is new", Relevant(change)),
            DeviceChangeAction.Updated => DecideUpdate(change),
            _ => Irrelevant("a deletion is never provisioned"),
        };
    }

    private DeviceChangeDecision DecideUpdate(DeviceChange change)
    {
        var relevant = Relevant(change);
        if (!change.BeforeKnown)
        {
            return new(true, $"the state before is not known; any of {_fieldNames} may have changed", relevant);
        }

        if (relevant.Count == 0)
        {
            return Irrelevant(change.Changes.Count == 0 ? "nothing changed" : $"none of {_fieldNames} changed");
        }

        return new(true, EventText.OneLine("changed: " + string.Join(", ", relevant.Select(Describe))), relevant);
    }

    private List<FieldChange> Relevant(DeviceChange change) =>
        [.. change.Changes.Where(field => _fields.Contains(field.Field))];

    private static string Describe(FieldChange change) =>
        change.OldKnown ? change.Field : $"{change.Field} (perhaps: its old value is not known)";

    private static DeviceChangeDecision Irrelevant(string reason) =>
        new(false, EventText.OneLine(reason), []);
}
