using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Http;

namespace Provisioning.TestKit.Faults;

/// <summary>
/// An HTTP transport whose wire is cut, or stalls, behind a byte: a request that does not arrive whole is none or late, an answer
/// that does not was given in vain. Who gives up a request has a new connection for the next one. Bytes are those of HTTP, without TLS; of the heads it counts what matters: method, path, status.
/// </summary>
/// <param name="inner">Reaches the device.</param>
/// <param name="cut">Where, and how.</param>
/// <param name="clock">Is told who waits in vain.</param>
public sealed class CutHttpTransport(IHttpTransport inner, ByteCut cut, WaitingClock clock) : IHttpTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public HttpMessageHandler CreateHandler(DeviceContext context) => new Handler(inner.CreateHandler(context), cut, clock);

    private sealed class Handler(HttpMessageHandler inner, ByteCut cut, WaitingClock clock) : DelegatingHandler(inner)
    {
        private readonly bool _stalls = cut.Fault != WireFault.Cut;
        private bool _connected;
        private bool _dead;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ThrowIfDead();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            if (!Passes($"{request.Method} {request.RequestUri!.AbsolutePath}\n", body.Length, towardsDevice: true))
            {
                var late = Copy(request, body);
                cut.Arrives(() => ArriveAsync(late));
                await BreakAsync(cancellationToken);
            }

            using var response = await base.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!Passes($"{(int)response.StatusCode}\n", 0, towardsDevice: false))
            {
                await BreakAsync(cancellationToken);
            }

            var (admitted, dies) = cut.Admit(answer.Length, towardsDevice: false);
            _dead = dies && !_stalls;
            return new(response.StatusCode)
            {
                Content = new StreamContent(new CutStream(answer[..admitted], dies && admitted < answer.Length ? BreakAsync : null)) { Headers = { ContentType = response.Content.Headers.ContentType } },
            };
        }

        private void ThrowIfDead()
        {
            if (_dead || cut.Refuses)
            {
                // Nothing answers a new connection; one that stalls is given up before.
                throw _connected && !_stalls ? Lost() : new HttpRequestException(HttpRequestError.ConnectionError, "Nothing answers behind the cut wire.");
            }

            _connected = true;
        }

        private bool Passes(string head, int body, bool towardsDevice) => !cut.Admit(Encoding.UTF8.GetByteCount(head) + body, towardsDevice).Cut;

        /// <summary>Throws, at once or when the caller gives up.</summary>
        private async Task BreakAsync(CancellationToken cancellationToken)
        {
            if (_stalls)
            {
                await clock.WaitForeverAsync(cancellationToken);
            }

            _dead = true;
            throw Lost();
        }

        // Behind the back of a client that is gone.
        private async Task ArriveAsync(HttpRequestMessage request)
        {
            using var sender = new HttpMessageInvoker(InnerHandler!, disposeHandler: false);
            (await sender.SendAsync(request, CancellationToken.None)).Dispose();
        }

        private static HttpRequestMessage Copy(HttpRequestMessage request, byte[] body)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) { Headers = { ContentType = request.Content!.Headers.ContentType } } };
            copy.Headers.Authorization = request.Headers.Authorization;
            return copy;
        }

        private static HttpRequestException Lost() => new(HttpRequestError.ResponseEnded, "The wire is cut.");
    }

    /// <summary>An answer's body as far as it came.</summary>
    private sealed class CutStream(byte[] came, Func<CancellationToken, Task>? breaks) : MemoryStream(came)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0 && breaks is not null)
            {
                await breaks(cancellationToken);
            }

            return count;
        }
    }
}
