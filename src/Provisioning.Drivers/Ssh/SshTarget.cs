using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Ssh;

/// <summary>An SSH server: who it must prove to be, and where to connect to.</summary>
/// <param name="Host">The name or address under which its host key is known.</param>
/// <param name="Port">The port under which its host key is known.</param>
internal sealed record SshTarget(string Host, int Port)
{
    /// <summary>How messages call it.</summary>
    public required string Label { get; init; }

    /// <summary>Whether weak algorithms may be used with it.</summary>
    public bool LegacyAlgorithms { get; init; }

    /// <summary>Where to connect to instead, when it is reached through a tunnel.</summary>
    public (string Host, int Port)? Via { get; init; }

    /// <exception cref="ValidationException">The device has no address.</exception>
    public static SshTarget Of(Device device, SshDeviceOptions options)
    {
        var address = string.IsNullOrWhiteSpace(device.Address)
            ? throw new ValidationException(ErrorCode.AddressMissing, $"Device '{device.Name}' has no address; give it one in the inventory.")
            : device.Address;
        var port = device.Port ?? 22;
        return new SshTarget(address, port)
        {
            Label = $"Device '{device.Name}' ({address} port {port})",
            LegacyAlgorithms = options.LegacyAlgorithms,
        };
    }
}
