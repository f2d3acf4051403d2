using System.Threading.Channels;
using Provisioning.Drivers.Transports;

namespace Provisioning.Lab.Terminals;

/// <summary>The bytes between a client and something on a device, with the faults of the wire.</summary>
internal abstract class LabChannel(LabConnection connection) : IDeviceChannel
{
    private readonly Channel<ReadOnlyMemory<byte>> _toDevice = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Channel<ReadOnlyMemory<byte>> _toClient = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly CancellationTokenSource _ended = new();
    private readonly object _sync = new();
    private ReadOnlyMemory<byte> _unread;
    private int _pieces;
    private int _received;
    private int _sent;
    private Task _running = Task.CompletedTask;

    /// <summary>What the client sends, up to where the wire is cut.</summary>
    protected ChannelReader<ReadOnlyMemory<byte>> Input => _toDevice.Reader;

    protected LabFaults Faults => connection.Device.Faults;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_unread.IsEmpty)
        {
            if (!await _toClient.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            _toClient.Reader.TryRead(out _unread);
        }

        var count = Math.Min(Faults.OneByteReads ? 1 : buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TrySend(bytes.ToArray()) ? default : throw connection.LostException();
    }

    /// <summary>Sends input to something that may have ended without reading it; it is lost then, as in a closed pipe.</summary>
    public void Offer(byte[] bytes) => TrySend(bytes);

    /// <summary>The client sends no more: what it sent is still run.</summary>
    public void HangUp() => _toDevice.Writer.TryComplete();

    public void Lose()
    {
        _toDevice.Writer.TryComplete();
        _toClient.Writer.TryComplete(connection.LostException());
        _ended.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        _toDevice.Writer.TryComplete();
        _toClient.Writer.TryComplete();
        await _ended.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>Serves the client to the end.</summary>
    protected abstract Task ServeAsync(CancellationToken cancellationToken);

    /// <summary>Nothing more will come from the client.</summary>
    protected virtual void Close()
    {
    }

    /// <summary>One piece of the client's input is worked off.</summary>
    protected void Done()
    {
        lock (_sync)
        {
            connection.Device.Work.Add(-1);
            _pieces--;
        }
    }

    /// <summary>How much of the client's bytes arrives; the connection is lost behind it when that is not all.</summary>
    protected (int Count, bool Cut) Admit(int count)
    {
        var left = Faults.CutAfterBytesReceived is { } limit ? Math.Max(0, limit - _received) : int.MaxValue;
        _received += count;
        return (Math.Min(left, count), left <= count && left != int.MaxValue);
    }

    protected void Send(byte[] bytes)
    {
        var room = Math.Min((Faults.SilentAfterBytes ?? int.MaxValue) - _sent, (Faults.CutAfterBytesSent ?? int.MaxValue) - _sent);
        _sent += bytes.Length;
        if (room > 0)
        {
            _toClient.Writer.TryWrite(bytes.AsMemory(0, Math.Min(room, bytes.Length)));
        }

        if (_sent >= Faults.CutAfterBytesSent)
        {
            throw new LabCutException();
        }
    }

    private bool TrySend(byte[] bytes)
    {
        lock (_sync)
        {
            var arrives = _toDevice.Writer.TryWrite(bytes);
            connection.Device.Work.Add(arrives ? 1 : 0);
            _pieces += arrives ? 1 : 0;
            return arrives;
        }
    }

    // What came and was not run yet never will be.
    private void Drop()
    {
        lock (_sync)
        {
            _toDevice.Writer.TryComplete();
            connection.Device.Work.Add(-_pieces);
            _pieces = 0;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await ServeToTheEndAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone; what it had sent and was not yet run is not run.
        }
        catch (LabCutException)
        {
            connection.Lose();
        }
        catch (Exception defect)
        {
            _toClient.Writer.TryComplete(new InvalidOperationException("A defect of the Lab.", defect));
        }
        finally
        {
            _toClient.Writer.TryComplete();
        }
    }

    // Whoever sees the end and logs in again finds that the device has ended the session too.
    private async Task ServeToTheEndAsync()
    {
        try
        {
            await ServeAsync(_ended.Token).ConfigureAwait(false);
        }
        finally
        {
            Close();
            Drop();
        }
    }
}
