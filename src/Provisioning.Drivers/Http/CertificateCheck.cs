using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Errors;

namespace Provisioning.Drivers.Http;

/// <summary>Decides whether the certificate that answers is the device's.</summary>
/// <param name="label">How messages call the device.</param>
/// <param name="options">What the device's certificate is known by.</param>
internal sealed class CertificateCheck(string label, HttpDeviceOptions options)
{
    /// <summary>As <see cref="RemoteCertificateValidationCallback"/>; what it throws comes out of the request.</summary>
    /// <exception cref="ConnectionException">The certificate is not trusted.</exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var hash = certificate is null ? [] : SHA256.HashData(certificate.GetRawCertData());
        if (options.Fingerprint is { } known)
        {
            return CryptographicOperations.FixedTimeEquals(known, hash) ? true : throw Refused(
                $"its certificate's SHA-256 fingerprint is {Show(hash)} and not {Show(known)}. Either it was replaced, or somebody is in between: find out which, and only then change option {HttpDeviceOptions.FingerprintKey}.");
        }

        return errors == SslPolicyErrors.None || !options.Verify ? true : throw Refused(
            $"{Reasons(certificate, chain, errors)} Its SHA-256 fingerprint is {Show(hash)}; compare it with the device's own ('openssl x509 -noout -fingerprint -sha256'), and set option {HttpDeviceOptions.FingerprintKey} to it, or option {HttpDeviceOptions.CaFileKey} to what vouches for it.");
    }

    public static string Show(byte[] hash) => string.Join(':', hash.Select(octet => $"{octet:X2}"));

    private ConnectionException Refused(string why) => new(ErrorCode.CertificateUntrusted, $"{label} is not trusted: {why}");

    private static string Reasons(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "it shows no certificate.";
        }

        var reasons = (chain?.ChainStatus ?? []).Select(status => status.StatusInformation.Trim().TrimEnd('.')).Distinct().ToList();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"it is for '{DeviceText.Show(certificate.Subject)}' and not for the address in the inventory");
        }

        return $"its certificate cannot be verified ({string.Join("; ", reasons)}).";
    }
}
