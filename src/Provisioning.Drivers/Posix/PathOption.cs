using Provisioning.Diffs;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Posix;

/// <summary>Reads options that name a place in the device's file system.</summary>
internal static class PathOption
{
    /// <summary>The option's value, or null when it is not set.</summary>
    /// <exception cref="ValidationException">
    /// It is not an absolute path, or holds what daemons cannot be told in their own quoting: <c>"</c>, <c>\</c>, control characters.
    /// </exception>
    public static string? Read(Device device, DeviceOption option)
    {
        var path = device.Option(option.Key);
        var good = path is null || (path.StartsWith('/') && path.Trim('/').Length > 0 && !path.Any(c => c is '"' or '\\' || char.IsControl(c)));
        return good ? path?.TrimEnd('/') : throw new ValidationException(
            ErrorCode.DeviceOptionInvalid,
            $"Device '{device.Name}': option '{option.Key}' is '{TerminalText.Escape(path!)}'; it must be an absolute path without quotes, backslashes and control characters.");
    }
}
