using Provisioning.Errors;

namespace Provisioning.Module.Errors;

/// <summary>What stands in the error record of a device that was not brought to its intended config.</summary>
/// <param name="result">The device's result.</param>
public sealed class DeviceFailedException(ProvisionResult result)
    : ProvisioningException(result.Error!.Code, Describe(result), innerException: null)
{
    /// <summary>The device's result.</summary>
    public ProvisionResult Result { get; } = result;

    private static string Describe(ProvisionResult result)
    {
        var error = result.Error!;
        var device = error.Message.Contains(result.Device, StringComparison.OrdinalIgnoreCase) ? "" : $"{result.Device}: ";
        return $"{device}{error.Message} [{error.Code}; {result.Outcome} at {result.Stage}, device state {result.DeviceState}]";
    }
}
