using System.Buffers;

namespace Provisioning.Drivers.Netconf;

/// <summary>Reads chunks (RFC 6242, section 4.2): LF # size LF data, and LF # # LF behind the last.</summary>
internal sealed class ChunkedFrames
{
    // 4294967295 is the longest that the RFC allows.
    private const int MaxDigits = 10;

    private State _state = State.LineFeed;
    private bool _hasChunk;
    private int _digits;
    private long _left;

    private enum State
    {
        LineFeed,
        Hash,
        FirstOfSize,
        Size,
        Data,
        End,
    }

    public bool IsBetweenMessages => _state == State.LineFeed && !_hasChunk;

    /// <summary>Reads to the end of a message, or as far as the bytes go.</summary>
    /// <param name="bytes">What arrived.</param>
    /// <param name="message">Gets the data.</param>
    /// <returns>How many bytes were used, and whether the message is whole.</returns>
    /// <exception cref="FormatException">These are no chunks.</exception>
    public (int Used, bool Whole) Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> message)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            if (_state == State.Data)
            {
                var data = bytes[used..(int)Math.Min(bytes.Length, used + _left)];
                message.Write(data);
                used += data.Length;
                _left -= data.Length;
                _state = _left == 0 ? State.LineFeed : State.Data;
            }
            else if (IsEnd(bytes[used++]))
            {
                return (used, true);
            }
        }

        return (used, false);
    }

    private bool IsEnd(byte next)
    {
        switch (_state)
        {
            case State.LineFeed when next == '\n':
                _state = State.Hash;
                return false;
            case State.Hash when next == '#':
                _state = State.FirstOfSize;
                return false;
            case State.FirstOfSize when next == '#' && _hasChunk:
                _state = State.End;
                return false;
            case State.FirstOfSize when next is >= (byte)'1' and <= (byte)'9':
                (_state, _digits, _left) = (State.Size, 1, next - '0');
                return false;
            case State.Size when next is >= (byte)'0' and <= (byte)'9' && _digits < MaxDigits:
                (_digits, _left) = (_digits + 1, (_left * 10) + (next - '0'));
                return false;
            case State.Size when next == '\n' && _left <= uint.MaxValue:
                (_state, _hasChunk) = (State.Data, true);
                return false;
            case State.End when next == '\n':
                (_state, _hasChunk) = (State.LineFeed, false);
                return true;
            default:
                throw new FormatException($"The byte 0x{next:x2} does not belong into the header of a NETCONF chunk.");
        }
    }
}
