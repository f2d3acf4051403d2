using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Http;

namespace Provisioning.TestKit.Conformance;

/// <summary>An HTTP transport that notes all that goes through it, but for headers.</summary>
public sealed class RecordingHttpTransport(IHttpTransport inner, WireRecorder recorder) : IHttpTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public HttpMessageHandler CreateHandler(DeviceContext context) => new Handler(inner.CreateHandler(context), recorder);

    private sealed class Handler(HttpMessageHandler inner, WireRecorder recorder) : DelegatingHandler(inner)
    {
        private readonly Lazy<WireRecorder.Connection> _wire = new(recorder.Open);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _wire.Value.Send($"{request.Method} {request.RequestUri!.AbsolutePath}\n{await request.Content!.ReadAsStringAsync(cancellationToken)}\n");
            var response = await base.SendAsync(request, cancellationToken);
            _wire.Value.Receive($"{(int)response.StatusCode}\n");
            var content = new StreamContent(new Recorded(await response.Content.ReadAsStreamAsync(cancellationToken), _wire.Value));
            content.Headers.ContentType = response.Content.Headers.ContentType;
            response.Content = content;
            return response;
        }
    }

    /// <summary>A body that is noted while it is read.</summary>
    private sealed class Recorded(Stream inner, WireRecorder.Connection wire) : Stream
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            var text = new char[count + 1];
            wire.Receive(count == 0 ? "\n" : new string(text, 0, _decoder.GetChars(buffer.Span[..count], text, flush: false)));
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
