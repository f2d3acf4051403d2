using System.Net;
using System.Text;
using Provisioning.Inventories;

namespace Provisioning.Lab.Http;

/// <summary>Sends a client's requests to a device in this process.</summary>
/// <param name="find">Finds the device of an address and port; null when nothing answers there.</param>
/// <param name="target">The device as the client knows it.</param>
internal sealed class LabHttpHandler(Func<string, int, LabDevice?> find, Device target) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = target.Address ?? target.Name;
        var device = find(address, request.RequestUri!.Port) ?? throw new HttpRequestException(
            HttpRequestError.ConnectionError, $"Nothing answers at {address}, port {request.RequestUri.Port}, in the Lab. Check the address, or add the device to the Lab.");
        try
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            var answer = await LabWebServer.AnswerAsync(device, Request(request, body), cancellationToken).ConfigureAwait(false);
            return Response(device, answer);
        }
        catch (IOException lost)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, "An error occurred while sending the request.", lost);
        }
    }

    private static LabHttpRequest Request(HttpRequestMessage request, string body) =>
        new(request.Method.Method, request.RequestUri!.AbsolutePath, request.Headers.Authorization?.ToString(), body)
        {
            MediaType = request.Content?.Headers.ContentType?.MediaType ?? "",
        };

    private static HttpResponseMessage Response(LabDevice device, LabHttpAnswer answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.Body);
        return new((HttpStatusCode)answer.Status)
        {
            Content = new StreamContent(device.Faults.OneByteReads ? new SlowStream(bytes) : new MemoryStream(bytes))
            {
                Headers = { ContentType = new(answer.MediaType) },
            },
        };
    }

    /// <summary>Gives one byte at a time.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
