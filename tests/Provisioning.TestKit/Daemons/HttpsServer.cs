using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.TestKit.Daemons;

/// <summary>An HTTPS server on 127.0.0.1 with the platform's own TLS, and a relay before it that can cut.</summary>
public sealed class HttpsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HttpsExchange, Task> _serve;
    private readonly X509Certificate2? _certificate;
    private readonly TcpRelay _relay;
    private readonly Task _accepting;

    private HttpsServer(Func<HttpsExchange, Task> serve, X509Certificate2? certificate)
    {
        (_serve, _certificate) = (serve, certificate);
        _listener.Start();
        _relay = TcpRelay.Start("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _accepting = AcceptAsync();
    }

    /// <summary>The port to connect to, on 127.0.0.1.</summary>
    public int Port => _relay.Port;

    public TcpRelay Relay => _relay;

    /// <summary>The certificate's SHA-256 fingerprint, as openssl prints it.</summary>
    public string Fingerprint => string.Join(':', SHA256.HashData(_certificate!.RawData).Select(octet => $"{octet:X2}"));

    /// <summary>The certificate as PEM.</summary>
    public string CertificatePem => _certificate!.ExportCertificatePem();

    /// <summary>Starts one.</summary>
    /// <param name="serve">Answers a request; the connection is closed when it throws.</param>
    /// <param name="certificate">Its certificate; one for 127.0.0.1 that signs itself when null.</param>
    public static HttpsServer Start(Func<HttpsExchange, Task> serve, X509Certificate2? certificate = null) =>
        new(serve, certificate ?? SelfSigned(IPAddress.Loopback));

    /// <summary>Starts one without TLS.</summary>
    /// <param name="serve">Answers a request; the connection is closed when it throws.</param>
    public static HttpsServer StartPlain(Func<HttpsExchange, Task> serve) => new(serve, null);

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
        await _stop.CancelAsync();

        // Stopped before, it would refuse the next call of one that has just accepted.
        await _accepting;
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = await SecureAsync(new NetworkStream(client));
                for (byte[] begun = []; ;)
                {
                    begun = await ServeNextAsync(client, stream, begun);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or AuthenticationException or SocketException or ObjectDisposedException)
            {
                // The client or the server has gone.
            }
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream)
    {
        if (_certificate is null)
        {
            return stream;
        }

        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }

    // The next request begins with what is read while this one is answered; nothing at all means that the client has gone.
    private async Task<byte[]> ServeNextAsync(Socket client, Stream stream, byte[] begun)
    {
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var exchange = await HttpsExchange.ReadAsync(client, stream, begun, aborted.Token) ?? throw new IOException("The client has closed the connection.");
        var next = new byte[1];
        var watching = stream.ReadAsync(next, aborted.Token).AsTask();
        _ = watching.ContinueWith(watched => watched.IsCompletedSuccessfully && watched.Result > 0 ? Task.CompletedTask : aborted.CancelAsync(), TaskScheduler.Default);
        try
        {
            await _serve(exchange);
        }
        catch (Exception) when (!aborted.IsCancellationRequested)
        {
            exchange.Reset();
            throw;
        }

        return await watching > 0 ? next : throw new IOException("The client has closed the connection.");
    }
}
