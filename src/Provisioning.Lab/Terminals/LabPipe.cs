using System.Threading.Channels;

namespace Provisioning.Lab.Terminals;

/// <summary>A program's input and output.</summary>
internal sealed class LabPipe(ChannelReader<ReadOnlyMemory<byte>> input, Action<byte[]> send)
{
    private ReadOnlyMemory<byte> _unread;

    /// <summary>Waits for bytes from the client; 0 when it has closed its side.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_unread.IsEmpty)
        {
            if (!await input.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            input.TryRead(out _unread);
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public void Send(byte[] bytes) => send(bytes);
}
