using System.Text;
using Provisioning.Drivers.Transports;

namespace Provisioning.Bench.Cli;

/// <summary>A terminal in memory that echoes each line behind a prompt and answers at once; it costs next to nothing itself.</summary>
/// <param name="prompt">Its prompt.</param>
/// <param name="readSize">How many bytes a read gives at most.</param>
/// <param name="answer">What it answers to the first line.</param>
internal sealed class EchoDevice(string prompt, int readSize, string answer = "") : IDeviceChannel
{
    private readonly byte[] _prompt = Encoding.UTF8.GetBytes(prompt);
    private readonly byte[] _answer = Encoding.UTF8.GetBytes(answer);
    private readonly byte[] _output = [.. Encoding.UTF8.GetBytes(prompt), .. new byte[1 << 20]];
    private int _length = Encoding.UTF8.GetByteCount(prompt);
    private int _read;
    private bool _hasAnswered;

    /// <summary>All that it has said.</summary>
    public ReadOnlySpan<byte> Said => _output.AsSpan(0, _length);

    /// <summary>Gives everything once more, to another reader.</summary>
    public void Rewind() => _read = 0;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = Math.Min(Math.Min(readSize, buffer.Length), _length - _read);
        _output.AsSpan(_read, count).CopyTo(buffer.Span);
        _read += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var typed = bytes.Span; !typed.IsEmpty;)
        {
            var end = typed.IndexOf((byte)'\n');
            Say(typed[..end]);
            Say("\r\n"u8);
            Say(_hasAnswered ? [] : _answer);
            Say(_prompt);
            _hasAnswered = true;
            typed = typed[(end + 1)..];
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Say(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }
}
