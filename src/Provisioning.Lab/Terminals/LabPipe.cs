using System.Threading.Channels;

namespace Provisioning.Lab.Terminals;

/// <summary>A program's input and output.</summary>
/// <param name="input">What the client sends.</param>
/// <param name="send">Sends to the client.</param>
/// <param name="done">Is told of each piece of the input that the program has worked off: it asks for the next one.</param>
internal sealed class LabPipe(ChannelReader<ReadOnlyMemory<byte>> input, Action<byte[]> send, Action done)
{
    private ReadOnlyMemory<byte> _unread;
    private bool _working;

    /// <summary>Waits for bytes from the client; 0 when it has closed its side.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_unread.IsEmpty)
        {
            if (_working)
            {
                done();
            }

            _working = false;
            if (!await input.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            _working = input.TryRead(out _unread);
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public void Send(byte[] bytes) => send(bytes);
}
