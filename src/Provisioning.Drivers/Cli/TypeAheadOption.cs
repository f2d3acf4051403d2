using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Cli;

/// <summary>The per-device option that has lines typed one at a time.</summary>
public static class TypeAheadOption
{
    /// <summary>The option, for a platform's list.</summary>
    public static DeviceOption Option { get; } = new("type_ahead", "'false' types one line at a time and waits for each answer, for devices that lose what is typed while they are busy. Default: true.");

    /// <summary>Whether lines may be typed ahead on a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="profile">Its platform.</param>
    /// <exception cref="ValidationException">The option is neither true nor false.</exception>
    public static bool Allows(Device device, CliProfile profile) => device.Option(Option.Key) switch
    {
        null => profile.TypesAhead,
        var text when bool.TryParse(text, out var allowed) => allowed && profile.TypesAhead,
        var other => throw new ValidationException(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option '{Option.Key}' is '{other}'; it must be true or false."),
    };
}
