using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Http;

/// <summary>The per-device option by which a platform with several transports is told which to use.</summary>
public static class TransportOption
{
    /// <summary>The option's key.</summary>
    public const string Key = "transport";

    /// <summary>The option, as a platform declares it.</summary>
    /// <param name="names">The transports; the first is the default.</param>
    public static DeviceOption Declare(params string[] names) =>
        new(Key, $"How to reach the device: {string.Join(" or ", names)}; {names[0]} by default.");

    /// <summary>The transport that a device asks for.</summary>
    /// <param name="device">The device.</param>
    /// <param name="names">The transports; the first is the default.</param>
    /// <exception cref="ValidationException">It asks for another.</exception>
    public static string Choose(Device device, params string[] names) => device.Option(Key) is not { } wanted
        ? names[0]
        : names.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        ?? throw new ValidationException(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option {Key} is '{wanted}'; give {string.Join(" or ", names)}.");
}
