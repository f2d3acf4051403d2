using System.Threading.Channels;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Ssh;

/// <summary>A channel of a login. Bytes arrive by events: no thread waits for them.</summary>
internal abstract class SshChannel(SshSession session) : IDeviceChannel
{
    /// <summary>How much is kept that nobody has read: a device may send without end while another connection is being worked on.</summary>
    public const int MostUnread = 64 << 20;

    // What a packet costs beside its bytes, as the smallest has one.
    private const int EachPacket = 32;
    private readonly Channel<byte[]> _received = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile bool _hasEnded;
    private ReadOnlyMemory<byte> _rest;
    private long _unread;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_rest.IsEmpty)
        {
            if (!await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            _rest = _received.Reader.TryRead(out var bytes) ? bytes : default;
            Interlocked.Add(ref _unread, -Cost(bytes));
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);

        var copy = bytes.ToArray();

        // A device that does not read blocks the write; what was given up goes on, and later writes queue behind it.
        await Task.Run(() => WriteInTurn(copy), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the channel in the background, as the peer may take its time to agree.</summary>
    protected void Close()
    {
        session.NoLongerOnLost(Lost);
        _received.Writer.TryComplete();
        session.Release(Release);
    }

    /// <summary>Watches for the connection's end; for when all else is ready.</summary>
    protected void Watch() => session.OnLost(Lost);

    protected void Receive(byte[] bytes)
    {
        if (Interlocked.Add(ref _unread, Cost(bytes)) <= MostUnread)
        {
            _received.Writer.TryWrite(bytes);
        }
        else if (_received.Writer.TryComplete(TooMuch()))
        {
            Close();
        }
    }

    /// <summary>Nothing more will be received.</summary>
    /// <param name="reason">Why; null for an orderly end.</param>
    protected virtual void End(Exception? reason)
    {
        session.NoLongerOnLost(Lost);

        // Before a reader sees it, for SSH.NET may take writes for a while longer.
        _hasEnded = true;
        _received.Writer.TryComplete(reason);
    }

    protected bool HasEnded => _hasEnded;

    /// <summary>Whether the device has closed the channel.</summary>
    protected abstract bool IsClosed { get; }

    /// <summary>Sends bytes; may block.</summary>
    protected abstract void Write(byte[] bytes);

    /// <summary>Closes the channel; may block.</summary>
    protected abstract void Release();

    private static int Cost(byte[]? bytes) => bytes is null ? 0 : bytes.Length + EachPacket;

    private ConnectionException TooMuch() => new(ErrorCode.UnexpectedAnswer,
        $"{session.Target.Label} sent more than {MostUnread >> 20} MiB that nobody had asked for; the channel was closed.");

    // A device may close the channel and at once the connection: that is an orderly end.
    private void Lost(Exception reason) => End(IsClosed ? null : reason);

    private void WriteInTurn(byte[] bytes)
    {
        try
        {
            if (HasEnded)
            {
                throw SshErrors.Lost(session.Target, null);
            }

            Write(bytes);
        }
        catch (Exception error)
        {
            throw SshErrors.OfUse(error, session.Target);
        }
        finally
        {
            _writing.Release();
        }
    }
}
