namespace Provisioning.Inventories;

/// <summary>
/// Chooses devices. Within a list one pattern must fit, every list that is not empty must have one that fits; so an empty
/// filter chooses all. Patterns are written as in PowerShell: <c>*</c>, <c>?</c>, <c>[ab]</c>, <c>[a-z]</c>, a backtick
/// before a character to take it literally. Case does not count. A field that a device does not set fits no pattern.
/// </summary>
public sealed record DeviceFilter
{
    private readonly WildcardSet _names = WildcardSet.Everything;
    private readonly WildcardSet _locations = WildcardSet.Everything;
    private readonly WildcardSet _roles = WildcardSet.Everything;
    private readonly WildcardSet _platforms = WildcardSet.Everything;
    private readonly WildcardSet _statuses = WildcardSet.Everything;
    private readonly WildcardSet _tags = WildcardSet.Everything;

    /// <summary>Patterns for <see cref="Device.Name"/>.</summary>
    public IReadOnlyList<string> Names { get => _names.Patterns; init => _names = new(value); }

    /// <summary>Patterns for <see cref="Device.Location"/>.</summary>
    public IReadOnlyList<string> Locations { get => _locations.Patterns; init => _locations = new(value); }

    /// <summary>Patterns for <see cref="Device.Role"/>.</summary>
    public IReadOnlyList<string> Roles { get => _roles.Patterns; init => _roles = new(value); }

    /// <summary>Patterns for <see cref="Device.Platform"/> as the inventory spells it; aliases are not resolved.</summary>
    public IReadOnlyList<string> Platforms { get => _platforms.Patterns; init => _platforms = new(value); }

    /// <summary>Patterns for <see cref="Device.Status"/>.</summary>
    public IReadOnlyList<string> Statuses { get => _statuses.Patterns; init => _statuses = new(value); }

    /// <summary>Patterns of which at least one must fit one of <see cref="Device.Tags"/>.</summary>
    public IReadOnlyList<string> Tags { get => _tags.Patterns; init => _tags = new(value); }

    /// <summary>The names asked for without a wildcard: a caller may expect each of them to exist.</summary>
    public IEnumerable<string> ExactNames => _names.Literals;

    /// <summary>Whether the filter chooses a device.</summary>
    /// <param name="device">The device.</param>
    public bool Matches(Device device) =>
        _names.Matches(device.Name)
        && _locations.Matches(device.Location)
        && _roles.Matches(device.Role)
        && _platforms.Matches(device.Platform)
        && _statuses.Matches(device.Status)
        && _tags.MatchesAny(device.Tags);
}
