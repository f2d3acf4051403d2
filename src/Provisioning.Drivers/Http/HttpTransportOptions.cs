using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Drivers.Http;

/// <summary>Settings of <see cref="HttpTransport"/> that hold for every device.</summary>
public sealed class HttpTransportOptions
{
    /// <summary>
    /// A PEM file of the certificates that may vouch for devices, in place of the system's; a leading <c>~/</c> is the user's
    /// home. Default null: the system's. A device's own options go before it.
    /// </summary>
    public string? CaFile { get; set; }

    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="ArgumentException">There are none in it, or it cannot be read.</exception>
    internal static X509Certificate2Collection Read(string file)
    {
        var path = file.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
            : Path.GetFullPath(file);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The certificates in '{path}' cannot be read: {exception.Message}", exception);
        }

        return certificates.Count > 0 ? certificates : throw new ArgumentException($"There is no certificate in '{path}'; give a PEM file.");
    }
}
