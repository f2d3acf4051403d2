using System.Net.Sockets;
using System.Text;

namespace Provisioning.TestKit.Daemons;

/// <summary>One request to an <see cref="HttpsServer"/>, and its answer.</summary>
public sealed class HttpsExchange
{
    private const string EndOfHead = "\r\n\r\n";
    private readonly Socket _socket;
    private readonly Stream _stream;

    private HttpsExchange(Socket socket, Stream stream, string head)
    {
        (_socket, _stream) = (socket, stream);
        var lines = head.Split("\r\n");
        (Method, Path) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1]);
        Headers = lines[1..].Where(line => line.Contains(':', StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; private set; } = "";

    /// <summary>The client has gone.</summary>
    public CancellationToken Aborted { get; init; }

    /// <summary>Answers.</summary>
    public async Task AnswerAsync(string body, int status = 200, string headers = "Content-Type: application/json\r\n")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await BeginAnswerAsync(bytes.Length, status, headers);
        await WriteAsync(bytes);
    }

    /// <summary>Answers with a head only; the body follows by <see cref="WriteAsync"/>.</summary>
    /// <param name="length">How long the body will be, or is said to be.</param>
    /// <param name="status">The status.</param>
    /// <param name="headers">Other headers, each ended by CR LF.</param>
    public Task BeginAnswerAsync(long length, int status = 200, string headers = "") =>
        WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Status\r\n{headers}Content-Length: {length}\r\n\r\n"));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, Aborted);
        await _stream.FlushAsync(Aborted);
    }

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Reads the next request; null when the client has closed the connection before all of it came.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="stream">What is said on it.</param>
    /// <param name="begun">What has been read of it.</param>
    /// <param name="aborted">The client has gone.</param>
    internal static async Task<HttpsExchange?> ReadAsync(Socket socket, Stream stream, byte[] begun, CancellationToken aborted)
    {
        var received = new MemoryStream();
        received.Write(begun);
        var end = -1;
        while ((end = Head(received).IndexOf(EndOfHead, StringComparison.Ordinal)) < 0)
        {
            if (!await ReceiveAsync(stream, received, aborted))
            {
                return null;
            }

            if (!char.IsAsciiLetter((char)received.GetBuffer()[0]))
            {
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), aborted);
                return null;
            }
        }

        var exchange = new HttpsExchange(socket, stream, Head(received)[..end]) { Aborted = aborted };
        var start = end + EndOfHead.Length;
        var length = start + (exchange.Headers.TryGetValue("Content-Length", out var said) ? int.Parse(said) : 0);
        while (received.Length < length)
        {
            if (!await ReceiveAsync(stream, received, aborted))
            {
                return null;
            }
        }

        exchange.Body = Encoding.UTF8.GetString(received.GetBuffer(), start, length - start);
        return exchange;
    }

    private static string Head(MemoryStream received) => Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)Math.Min(received.Length, 16_384));

    private static async Task<bool> ReceiveAsync(Stream stream, MemoryStream received, CancellationToken aborted)
    {
        var buffer = new byte[32 * 1024];
        var count = await stream.ReadAsync(buffer, aborted);
        received.Write(buffer.AsSpan(0, count));
        return count > 0;
    }
}
