using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Http;

/// <summary>An HTTP service of a device.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Label">How messages call the device.</param>
/// <param name="Service">What it is.</param>
internal sealed record HttpTarget(Uri Url, string Label, HttpService Service)
{
    /// <exception cref="ValidationException">The device has no address, or one that is none.</exception>
    public static HttpTarget Of(Device device, HttpService service)
    {
        var address = string.IsNullOrWhiteSpace(device.Address)
            ? throw new ValidationException(ErrorCode.AddressMissing, $"Device '{device.Name}' has no address; give it one in the inventory.")
            : device.Address;
        var plain = HttpDeviceOptions.Parse(device).Plain;
        var port = device.Port ?? (plain ? 80 : 443);
        try
        {
            var url = new UriBuilder(plain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, address, port, service.Path).Uri;
            return new(url, $"Device '{device.Name}' ({address} port {port})", service);
        }
        catch (UriFormatException exception)
        {
            throw new ValidationException(ErrorCode.AddressMissing, $"Device '{device.Name}': '{address}' is no IP address and no DNS name: {exception.Message}", exception);
        }
    }
}
