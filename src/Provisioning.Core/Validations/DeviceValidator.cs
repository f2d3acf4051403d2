using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Validations;

/// <summary>Checks what can be checked without a connection, and reports every reason at once.</summary>
internal sealed class DeviceValidator(IPlatformRegistry platforms)
{
    /// <summary>The device's platform, when nothing speaks against using it.</summary>
    /// <exception cref="ValidationException">Something does; the message lists all of it.</exception>
    public IPlatform Validate(Device device, ProvisionOptions? options)
    {
        var faults = Faults(device, options, out var platform).ToList();
        return faults switch
        {
            [] => platform!,
            [var only] => throw new ValidationException(only.Code, $"Device '{device.Name}': {only.Message}"),
            _ => throw new ValidationException(
                ErrorCode.DeviceInvalid,
                $"Device '{device.Name}' cannot be used for {faults.Count} reasons: {string.Join(" ", faults.Select(fault => $"[{fault.Code}] {fault.Message}"))}"),
        };
    }

    private List<ProvisionError> Faults(Device device, ProvisionOptions? options, out IPlatform? platform)
    {
        var faults = new List<ProvisionError>();
        platform = FindPlatform(device, faults);
        CheckAddress(device, faults);
        if (platform is not null)
        {
            CheckOptions(device, platform, faults);
            CheckCapabilities(options, platform, faults);
        }

        return faults;
    }

    private IPlatform? FindPlatform(Device device, List<ProvisionError> faults)
    {
        if (string.IsNullOrWhiteSpace(device.Platform))
        {
            faults.Add(new(ErrorCode.PlatformMissing, $"it has no platform. Set one of: {string.Join(", ", platforms.All.Select(p => p.Name))}."));
            return null;
        }

        if (platforms.TryFind(device.Platform, out var platform))
        {
            return platform;
        }

        faults.Add(new(ErrorCode.PlatformUnknown, $"no driver for platform '{device.Platform}'.{Hint(platforms.Nearest(device.Platform), platforms.All.Select(p => p.Name))}"));
        return null;
    }

    private static void CheckAddress(Device device, List<ProvisionError> faults)
    {
        if (string.IsNullOrWhiteSpace(device.Address))
        {
            faults.Add(new(ErrorCode.AddressMissing, "it has no management address. Set 'address' in the inventory."));
        }
    }

    private static void CheckOptions(Device device, IPlatform platform, List<ProvisionError> faults)
    {
        var known = platform.Options.Select(option => option.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var key in device.Options.Keys.Where(key => !known.Contains(key)))
        {
            faults.Add(new(ErrorCode.DeviceOptionInvalid, $"platform '{platform.Name}' knows no option '{key}'.{Hint(NearestNames.Find(key, known), known)}"));
        }
    }

    private static void CheckCapabilities(ProvisionOptions? options, IPlatform platform, List<ProvisionError> faults)
    {
        if (options is null)
        {
            return;
        }

        var has = platform.Capabilities;
        if (!has.Operations.Contains(options.Operation))
        {
            faults.Add(new(ErrorCode.CapabilityMissing, $"platform '{platform.Name}' has no {options.Operation} operation, only {string.Join(", ", has.Operations)}."));
        }

        if (options.Commits && options.ConfirmTimeout is { } timeout)
        {
            CheckTimer(timeout, platform, faults);
        }
    }

    private static void CheckTimer(TimeSpan timeout, IPlatform platform, List<ProvisionError> faults)
    {
        var (shortest, longest) = platform.Capabilities.ConfirmTimeouts;
        if (!platform.Capabilities.CommitConfirm)
        {
            faults.Add(new(ErrorCode.CapabilityMissing, $"platform '{platform.Name}' has no commit-confirm. Set ConfirmTimeout to null to commit without the device's own timer."));
        }
        else if (timeout < shortest || timeout > longest)
        {
            faults.Add(new(ErrorCode.CapabilityMissing, $"a confirm timeout of {timeout} does not suit platform '{platform.Name}': it takes {shortest} to {longest}."));
        }
    }

    private static string Hint(IReadOnlyList<string> nearest, IEnumerable<string> known) => nearest.Count > 0
        ? $" Did you mean {string.Join(" or ", nearest)}?"
        : $" Known are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
}
