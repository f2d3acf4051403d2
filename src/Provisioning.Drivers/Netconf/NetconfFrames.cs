using System.Buffers;
using System.Text;

namespace Provisioning.Drivers.Netconf;

/// <summary>
/// Cuts what arrives into messages: at the end marker (RFC 6242, section 4.3) until both sides have said hello, and by
/// chunks (section 4.2) afterwards where both know base:1.1. Bytes may come in pieces of any size.
/// </summary>
internal sealed class NetconfFrames(int maxMessage)
{
    private static readonly byte[] EndMarker = Encoding.ASCII.GetBytes("]]>]]>");

    private readonly ArrayBufferWriter<byte> _message = new();
    private byte[] _pending = [];
    private ChunkedFrames? _chunked;
    private bool _begun;

    /// <summary>Whether messages come in chunks from now on.</summary>
    public bool Chunked
    {
        get => _chunked is not null;
        set => _chunked = value ? new ChunkedFrames() : null;
    }

    /// <summary>Whether nothing of a next message has arrived.</summary>
    public bool IsEmpty => _pending.Length == 0 && _message.WrittenCount == 0 && _chunked?.IsBetweenMessages != false;

    /// <summary>Wraps a message for sending.</summary>
    /// <exception cref="FormatException">The message holds the end marker, which would cut it in two.</exception>
    public byte[] Frame(ReadOnlySpan<byte> message)
    {
        if (Chunked)
        {
            var lineFeed = _begun ? "" : "\n";
            _begun = false;
            return [.. Encoding.ASCII.GetBytes($"{lineFeed}#{message.Length}\n"), .. message, .. "\n##\n"u8];
        }

        return message.IndexOf(EndMarker) < 0
            ? [.. message, .. EndMarker]
            : throw new FormatException("The message holds ']]>]]>', which ends a message of NETCONF 1.0.");
    }

    /// <summary>The first byte of the next message, to be sent ahead of it; nothing where that is not known before the message is.</summary>
    public byte[] Begin()
    {
        if (_begun || !Chunked)
        {
            return [];
        }

        _begun = true;
        return [(byte)'\n'];
    }

    /// <summary>Takes what arrived.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _pending = [.. _pending, .. bytes];

    /// <summary>Takes the next whole message; null while more must arrive.</summary>
    /// <exception cref="FormatException">What arrived cannot be cut into messages, or one is too long.</exception>
    public byte[]? TakeMessage()
    {
        var (used, whole) = _chunked is null ? TakeMarked() : _chunked.Take(_pending, _message);
        _pending = used == 0 ? _pending : _pending[used..];
        if (_message.WrittenCount > maxMessage)
        {
            throw new FormatException($"A message is longer than {maxMessage / (1024 * 1024)} MB.");
        }

        if (!whole)
        {
            return null;
        }

        var message = _message.WrittenSpan.ToArray();
        _message.Clear();
        return message;
    }

    // The marker may lie across what came before and what came now.
    private (int Used, bool Whole) TakeMarked()
    {
        var before = _message.WrittenCount;
        _message.Write(_pending);
        var from = Math.Max(0, before - EndMarker.Length + 1);
        var found = _message.WrittenSpan[from..].IndexOf(EndMarker);
        if (found < 0)
        {
            return (_pending.Length, false);
        }

        var end = from + found;
        var message = _message.WrittenSpan[..end].ToArray();
        _message.Clear();
        _message.Write(message);
        return (end + EndMarker.Length - before, true);
    }
}
