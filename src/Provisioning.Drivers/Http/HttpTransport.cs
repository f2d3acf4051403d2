using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Http;

/// <summary>Reaches devices over HTTPS. Certificates are checked unless a device's options say otherwise; proxies are not used.</summary>
public sealed partial class HttpTransport : IHttpTransport
{
    private readonly X509Certificate2Collection? _roots;

    /// <summary>Makes a transport; one serves any number of devices at the same time.</summary>
    /// <param name="options">The settings; the defaults when null. Later changes to the object are not seen.</param>
    /// <exception cref="ArgumentException">A setting cannot be used.</exception>
    public HttpTransport(HttpTransportOptions? options = null) =>
        _roots = options?.CaFile is { } file ? HttpTransportOptions.Read(file) : null;

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options => HttpDeviceOptions.Declared;

    /// <summary>What a platform uses beside its transport: what the host has registered, else the same network as the transport's, else HTTPS.</summary>
    /// <param name="web">What the host has registered; null when nothing.</param>
    /// <param name="transport">The transport; the Lab's also serves HTTP.</param>
    public static IHttpTransport Beside(IDeviceTransport transport, IHttpTransport? web) =>
        web ?? transport as IHttpTransport ?? new HttpTransport();

    /// <inheritdoc/>
    public HttpMessageHandler CreateHandler(DeviceContext context)
    {
        var options = HttpDeviceOptions.Parse(context.Device);
        if (!options.Verify || options.Plain)
        {
            Unverified(context.Logger, context.Device.Name, options.Plain ? HttpDeviceOptions.PlainKey : HttpDeviceOptions.VerifyKey);
        }

        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = context.Timeouts.Connect,
            Credentials = null,
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            SslOptions = Tls(context.Device, options),
            UseCookies = false,
            UseProxy = false,
        };
    }

    private SslClientAuthenticationOptions Tls(Device device, HttpDeviceOptions options)
    {
        var roots = options.CaFile is { } file ? ReadCaFile(device, file) : _roots;
        var tls = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = new CertificateCheck($"Device '{device.Name}' ({device.Address})", options).Accept,
        };
        if (roots is not null)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return tls;
    }

    private static X509Certificate2Collection ReadCaFile(Device device, string file)
    {
        try
        {
            return HttpTransportOptions.Read(file);
        }
        catch (ArgumentException exception)
        {
            throw new ValidationException(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option {HttpDeviceOptions.CaFileKey}: {exception.Message}", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device}: option {Option} is set, so nothing proves that it is this device that answers")]
    private static partial void Unverified(ILogger logger, string device, string option);
}
