using System.Security.Cryptography;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Http;

/// <summary>A device's own HTTP settings.</summary>
/// <param name="CaFile">A file of the certificates that may vouch for the device, in place of the system's.</param>
/// <param name="Fingerprint">The SHA-256 of the one certificate that is trusted, whatever it says.</param>
/// <param name="Verify">Whether the certificate is checked at all.</param>
/// <param name="Plain">Whether HTTP without TLS is used.</param>
internal sealed record HttpDeviceOptions(string? CaFile, byte[]? Fingerprint, bool Verify, bool Plain)
{
    public const string CaFileKey = "https_ca_file";
    public const string FingerprintKey = "https_fingerprint";
    public const string VerifyKey = "https_verify";
    public const string PlainKey = "http_plain";

    public static IReadOnlyList<DeviceOption> Declared { get; } =
    [
        new(CaFileKey, "A PEM file of the certificates that may vouch for the device over HTTPS; the system's by default."),
        new(FingerprintKey, "The SHA-256 fingerprint of the device's own certificate, in hexadecimal: it alone is trusted then, whatever names and dates it holds."),
        new(VerifyKey, "false to trust any certificate, and so anybody in between; true by default."),
        new(PlainKey, "true to use HTTP without TLS, which shows password and config to the whole network; false by default."),
    ];

    /// <exception cref="ValidationException">A value cannot be used, or two contradict each other.</exception>
    public static HttpDeviceOptions Parse(Device device)
    {
        var options = new HttpDeviceOptions(
            device.Option(CaFileKey), ParseFingerprint(device), Flag(device, VerifyKey, true), Flag(device, PlainKey, false));
        var ways = new[] { (CaFileKey, options.CaFile is not null), (FingerprintKey, options.Fingerprint is not null), (VerifyKey, !options.Verify), (PlainKey, options.Plain) };
        var set = ways.Where(way => way.Item2).Select(way => way.Item1).ToList();
        return set.Count < 2 ? options : throw new ValidationException(
            ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': the options {string.Join(" and ", set)} contradict each other; keep one.");
    }

    private static byte[]? ParseFingerprint(Device device)
    {
        if (device.Option(FingerprintKey) is not { } value)
        {
            return null;
        }

        var hex = value.Trim();
        hex = hex.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? hex[7..] : hex;
        hex = hex.Replace(":", "", StringComparison.Ordinal);
        return hex.Length == SHA256.HashSizeInBytes * 2 && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : throw Invalid(device, FingerprintKey, value, "the 64 hexadecimal digits that 'openssl x509 -noout -fingerprint -sha256' prints");
    }

    private static bool Flag(Device device, string key, bool otherwise) =>
        device.Option(key) is not { } value ? otherwise
        : bool.TryParse(value, out var set) ? set
        : throw Invalid(device, key, value, "true or false");

    private static ValidationException Invalid(Device device, string key, string value, string expected) =>
        new(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option {key} is '{value}'; give {expected}.");
}
