using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Http;

namespace Provisioning.TestKit.Faults;

/// <summary>
/// An HTTP transport whose wire is cut behind a byte: a request that does not arrive whole is none, an answer that does not was
/// given in vain. Bytes are those of HTTP, without TLS; of the heads it counts what matters: method, path, status.
/// </summary>
/// <param name="inner">Reaches the device.</param>
/// <param name="cut">Where.</param>
public sealed class CutHttpTransport(IHttpTransport inner, ByteCut cut) : IHttpTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public HttpMessageHandler CreateHandler(DeviceContext context) => new Handler(inner.CreateHandler(context), cut);

    private sealed class Handler(HttpMessageHandler inner, ByteCut cut) : DelegatingHandler(inner)
    {
        private bool _connected;
        private bool _dead;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ThrowIfDead();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Pass($"{request.Method} {request.RequestUri!.AbsolutePath}\n", body.Length, towardsDevice: true);
            using var response = await base.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            Pass($"{(int)response.StatusCode}\n", 0, towardsDevice: false);
            var (admitted, dies) = cut.Admit(answer.Length, towardsDevice: false);
            _dead = dies;
            return new(response.StatusCode)
            {
                Content = new StreamContent(new CutStream(answer[..admitted], fails: admitted < answer.Length)) { Headers = { ContentType = response.Content.Headers.ContentType } },
            };
        }

        private void ThrowIfDead()
        {
            if (_dead || cut.Refuses)
            {
                throw _connected ? Lost() : new HttpRequestException(HttpRequestError.ConnectionError, "Nothing answers behind the cut wire.");
            }

            _connected = true;
        }

        private void Pass(string head, int body, bool towardsDevice)
        {
            if (cut.Admit(Encoding.UTF8.GetByteCount(head) + body, towardsDevice).Cut)
            {
                _dead = true;
                throw Lost();
            }
        }

        private static HttpRequestException Lost() => new(HttpRequestError.ResponseEnded, "The wire is cut.");
    }

    /// <summary>An answer's body as far as it came.</summary>
    private sealed class CutStream(byte[] came, bool fails) : MemoryStream(came)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            return count == 0 && fails ? throw new IOException("The wire is cut.") : count;
        }
    }
}
