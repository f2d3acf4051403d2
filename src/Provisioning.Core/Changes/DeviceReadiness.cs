using System.Collections.Frozen;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Changes;

/// <summary>Checks whether a device has what an automatic run needs: a platform with a driver, a primary IP, a fitting status.</summary>
public sealed class DeviceReadiness
{
    private readonly IPlatformRegistry _platforms;
    private readonly FrozenSet<string> _statuses;
    private readonly string _statusNames;

    /// <summary>Makes the checks; later changes of the options do not reach them.</summary>
    /// <param name="platforms">The platforms that have a driver.</param>
    /// <param name="options">When a device is ready.</param>
    /// <exception cref="ArgumentException">An option is empty or blank; the message names it.</exception>
    public DeviceReadiness(IPlatformRegistry platforms, DeviceReadinessOptions options)
    {
        _platforms = platforms;
        _statuses = NameList.Freeze(options.Statuses, nameof(options.Statuses));
        _statusNames = string.Join(", ", options.Statuses);
    }

    /// <summary>Every reason why the device is not ready, at once; none when it is.</summary>
    /// <param name="device">The device.</param>
    public IReadOnlyList<ProvisionError> Check(Device device) =>
        [.. new[] { CheckPlatform(device), CheckAddress(device), CheckStatus(device) }.OfType<ProvisionError>()];

    private ProvisionError? CheckPlatform(Device device)
    {
        if (string.IsNullOrWhiteSpace(device.Platform))
        {
            return Error(ErrorCode.PlatformMissing, $"{device.Name} has no platform; set it in the source of truth.");
        }

        return _platforms.TryFind(device.Platform, out _) ? null : NoDriver(device.Name, device.Platform);
    }

    private ProvisionError NoDriver(string device, string platform)
    {
        var nearest = _platforms.Nearest(platform);
        var hint = nearest.Count == 0 ? "register one." : $"did you mean {string.Join(" or ", nearest)}?";
        return Error(ErrorCode.PlatformUnknown, $"The platform '{platform}' of {device} has no driver; {hint}");
    }

    private static ProvisionError? CheckAddress(Device device) => string.IsNullOrWhiteSpace(device.Address)
        ? Error(ErrorCode.AddressMissing, $"{device.Name} has no primary IP; set it in the source of truth.")
        : null;

    private ProvisionError? CheckStatus(Device device)
    {
        if (device.Status is { } status && _statuses.Contains(status))
        {
            return null;
        }

        var has = string.IsNullOrWhiteSpace(device.Status) ? "no status" : $"the status '{device.Status}'";
        return Error(ErrorCode.StatusNotAllowed, $"{device.Name} has {has}; it must be one of {_statusNames}.");
    }

    private static ProvisionError Error(ErrorCode code, string message) => new(code, EventText.OneLine(message));
}
