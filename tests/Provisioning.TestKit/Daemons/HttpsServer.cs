using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Provisioning.TestKit.Daemons;

/// <summary>A real HTTPS server on 127.0.0.1, with a relay before it that can cut.</summary>
public sealed class HttpsServer : IAsyncDisposable
{
    private readonly X509Certificate2? _certificate;
    private readonly WebApplication _server;
    private TcpRelay _relay = null!;

    private HttpsServer(RequestDelegate serve, X509Certificate2? certificate)
    {
        _certificate = certificate;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => _ = certificate is null ? listen : listen.UseHttps(certificate)));
        _server = builder.Build();
        _server.Run(serve);
    }

    /// <summary>The port to connect to, on 127.0.0.1.</summary>
    public int Port => _relay.Port;

    public TcpRelay Relay => _relay;

    /// <summary>The certificate's SHA-256 fingerprint, as openssl prints it.</summary>
    public string Fingerprint => string.Join(':', SHA256.HashData(_certificate!.RawData).Select(octet => $"{octet:X2}"));

    /// <summary>The certificate as PEM.</summary>
    public string CertificatePem => _certificate!.ExportCertificatePem();

    /// <summary>Starts one.</summary>
    /// <param name="serve">Answers a request.</param>
    /// <param name="certificate">Its certificate; one for 127.0.0.1 that signs itself when null.</param>
    public static Task<HttpsServer> StartAsync(RequestDelegate serve, X509Certificate2? certificate = null) =>
        StartedAsync(new(serve, certificate ?? SelfSigned(IPAddress.Loopback)));

    /// <summary>Starts one without TLS.</summary>
    /// <param name="serve">Answers a request.</param>
    public static Task<HttpsServer> StartPlainAsync(RequestDelegate serve) => StartedAsync(new(serve, null));

    /// <summary>A certificate that signs itself, as devices make for themselves.</summary>
    public static X509Certificate2 SelfSigned(IPAddress address, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        var end = until ?? DateTimeOffset.UtcNow.AddDays(1);
        using var certificate = request.CreateSelfSigned(end.AddDays(-30), end);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Cuts every connection, and lets nobody in any more.</summary>
    public void CutOff()
    {
        _relay.RefuseNew();
        _relay.CutAll();
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _server.DisposeAsync();
        _certificate?.Dispose();
    }

    private static async Task<HttpsServer> StartedAsync(HttpsServer server)
    {
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        var address = server._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server._relay = TcpRelay.Start("127.0.0.1", new Uri(address).Port);
        return server;
    }
}
