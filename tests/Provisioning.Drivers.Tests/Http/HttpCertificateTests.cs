using System.Net;
using Provisioning.Drivers.Http;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Http;

/// <summary>Whom an HTTPS client believes: nobody whose certificate is neither vouched for nor pinned.</summary>
public class HttpCertificateTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private int _requests;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        await using var client = HttpClients.Client(server);

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(ErrorCode.CertificateUntrusted, error.Code);
        Assert.Contains(server.Fingerprint, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        await using var client = HttpClients.Client(server, (HttpDeviceOptions.FingerprintKey, new string('0', 64)));

        Assert.Equal(ErrorCode.CertificateUntrusted, (await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token))).Code);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task A_CA_file_vouches_for_the_device()
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("fine"));
        using var file = new PemFile(server.CertificatePem);
        await using var client = HttpClients.Client(server, (HttpDeviceOptions.CaFileKey, file.Path));

        Assert.Equal("fine", (await client.PostAsync("", Soon, Token)).Body);
    }

    [Fact]
    public async Task A_CA_file_of_the_host_vouches_for_every_device()
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("fine"));
        using var file = new PemFile(server.CertificatePem);
        await using var client = new HttpDeviceClient(new HttpTransport(new() { CaFile = file.Path }), HttpClients.Context(server.Port), HttpClients.Service);

        Assert.Equal("fine", (await client.PostAsync("", Soon, Token)).Body);
    }

    [Fact]
    public async Task A_certificate_for_another_address_is_refused_though_its_signer_is_trusted()
    {
        await using var server = HttpsServer.Start(LoseAsync, HttpsServer.SelfSigned(IPAddress.Parse("192.0.2.7")));
        using var file = new PemFile(server.CertificatePem);
        await using var client = HttpClients.Client(server, (HttpDeviceOptions.CaFileKey, file.Path));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(ErrorCode.CertificateUntrusted, error.Code);
        Assert.Contains("not for the address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_unless_it_is_pinned()
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("fine"), HttpsServer.SelfSigned(IPAddress.Loopback, DateTimeOffset.UtcNow.AddDays(-1)));
        using var file = new PemFile(server.CertificatePem);
        await using var strict = HttpClients.Client(server, (HttpDeviceOptions.CaFileKey, file.Path));
        await using var pinned = HttpClients.Client(server, HttpClients.Pinned(server));

        Assert.Equal(ErrorCode.CertificateUntrusted, (await Assert.ThrowsAsync<ConnectionException>(() => strict.PostAsync("", Soon, Token))).Code);
        Assert.Equal("fine", (await pinned.PostAsync("", Soon, Token)).Body);
    }

    private Task LoseAsync(HttpsExchange exchange)
    {
        Interlocked.Increment(ref _requests);
        exchange.Reset();
        return Task.CompletedTask;
    }

    private sealed class PemFile : IDisposable
    {
        public PemFile(string pem) => File.WriteAllText(Path, pem);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
