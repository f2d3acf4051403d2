using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Netconf;

/// <summary>A device's side of RFC 6242: messages up to an end marker, or in chunks.</summary>
/// <param name="pipe">The bytes.</param>
/// <param name="declares">Whether messages begin with an XML declaration.</param>
internal sealed class LabNetconfWire(LabPipe pipe, bool declares)
{
    private const string EndMarker = "]]>]]>";

    // Short, and without regard to characters, so that clients must put the pieces together.
    private const int ChunkSize = 1000;

    private readonly byte[] _buffer = new byte[65536];
    private int _at;
    private int _count;

    public bool Chunked { get; set; }

    public void Send(XElement message)
    {
        var text = Encoding.UTF8.GetBytes($"{(declares ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "")}{message.ToString(SaveOptions.DisableFormatting)}");
        if (!Chunked)
        {
            pipe.Send([.. text, .. Encoding.ASCII.GetBytes(EndMarker)]);
            return;
        }

        var framed = new MemoryStream();
        foreach (var chunk in text.Chunk(ChunkSize))
        {
            framed.Write(Encoding.ASCII.GetBytes($"\n#{chunk.Length}\n"));
            framed.Write(chunk);
        }

        framed.Write("\n##\n"u8);
        pipe.Send(framed.ToArray());
    }

    /// <summary>The next message; null when the client has gone.</summary>
    /// <exception cref="FormatException">What comes is not framed.</exception>
    public async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = new MemoryStream();
        try
        {
            await (Chunked ? ReceiveChunksAsync(message, cancellationToken) : ReceiveMarkedAsync(message, cancellationToken)).ConfigureAwait(false);
            return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private async Task ReceiveMarkedAsync(MemoryStream message, CancellationToken cancellationToken)
    {
        var matched = 0;
        while (matched < EndMarker.Length)
        {
            var next = await NextAsync(cancellationToken).ConfigureAwait(false);
            message.WriteByte(next);
            matched = Advance(matched, (char)next);
        }

        message.SetLength(message.Length - EndMarker.Length);
    }

    // In ']]]>' the first bracket is text: what still matches is the longest end that is a beginning.
    private static int Advance(int matched, char next)
    {
        if (EndMarker[matched] == next)
        {
            return matched + 1;
        }

        var seen = EndMarker[..matched] + next;
        return Enumerable.Range(0, matched + 1).Last(length => EndMarker.StartsWith(seen[(seen.Length - length)..], StringComparison.Ordinal));
    }

    private async Task ReceiveChunksAsync(MemoryStream message, CancellationToken cancellationToken)
    {
        while (true)
        {
            await ExpectAsync('\n', cancellationToken).ConfigureAwait(false);
            await ExpectAsync('#', cancellationToken).ConfigureAwait(false);
            var header = "";
            for (char next; (next = (char)await NextAsync(cancellationToken).ConfigureAwait(false)) != '\n';)
            {
                header += next;
            }

            if (header == "#")
            {
                return;
            }

            if (header.StartsWith('0') || !uint.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
            {
                throw new FormatException($"'{header}' is no chunk size.");
            }

            await CopyAsync(message, left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(MemoryStream message, uint left, CancellationToken cancellationToken)
    {
        while (left > 0)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            var count = (int)Math.Min(left, _count - _at);
            message.Write(_buffer, _at, count);
            (_at, left) = (_at + count, left - (uint)count);
        }
    }

    private async Task ExpectAsync(char wanted, CancellationToken cancellationToken)
    {
        var next = (char)await NextAsync(cancellationToken).ConfigureAwait(false);
        _ = next == wanted ? true : throw new FormatException($"0x{(int)next:x2} came where a chunk must begin.");
    }

    private async ValueTask<byte> NextAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken).ConfigureAwait(false);
        return _buffer[_at++];
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_at == _count)
        {
            (_at, _count) = (0, await pipe.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
            _ = _count == 0 ? throw new EndOfStreamException() : true;
        }
    }
}
