using System.Threading.Channels;
using Provisioning.Drivers.Transports;

namespace Provisioning.Lab.Terminals;

/// <summary>A shell of a connection: the bytes between a client and a device's terminal.</summary>
internal sealed class LabShell : IShellChannel
{
    private readonly LabConnection _connection;
    private readonly LabFaults _faults;
    private readonly LabTerminal _terminal;
    private readonly ILabCli _cli;
    private readonly Channel<ReadOnlyMemory<byte>> _toDevice = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Channel<ReadOnlyMemory<byte>> _toClient = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly CancellationTokenSource _ended = new();
    private ReadOnlyMemory<byte> _unread;
    private int _received;
    private int _sent;
    private Task _running = Task.CompletedTask;

    public LabShell(LabConnection connection, ILabCli cli, LabFaults faults)
    {
        (_connection, _cli, _faults) = (connection, cli, faults);
        _terminal = new LabTerminal(cli, faults, connection.Device.TimeProvider, Send);
    }

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

        var count = Math.Min(_faults.OneByteReads ? 1 : buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _toDevice.Writer.TryWrite(bytes.ToArray()) ? default : throw _connection.LostException();
    }

    /// <summary>No more is typed: what was typed is still run, then the shell ends.</summary>
    public void HangUp() => _toDevice.Writer.TryComplete();

    public void Lose()
    {
        _toDevice.Writer.TryComplete();
        _toClient.Writer.TryComplete(_connection.LostException());
        _ended.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        _toDevice.Writer.TryComplete();
        _toClient.Writer.TryComplete();
        await _ended.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            _terminal.Greet();
            while (!_terminal.Closed && await _toDevice.Reader.WaitToReadAsync(_ended.Token).ConfigureAwait(false))
            {
                _toDevice.Reader.TryRead(out var bytes);
                await ReceiveAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone; what it had typed and was not yet run is not run.
        }
        catch (LabCutException)
        {
            _connection.Lose();
        }
        catch (Exception defect)
        {
            _toClient.Writer.TryComplete(new InvalidOperationException("A defect of the Lab.", defect));
        }
        finally
        {
            _toDevice.Writer.TryComplete();
            _toClient.Writer.TryComplete();
            _cli.Close();
        }
    }

    private async Task ReceiveAsync(ReadOnlyMemory<byte> bytes)
    {
        var left = _faults.CutAfterBytesReceived is { } limit ? Math.Max(0, limit - _received) : int.MaxValue;
        _received += bytes.Length;
        await _terminal.TypeAsync(bytes[..Math.Min(left, bytes.Length)], _ended.Token).ConfigureAwait(false);
        if (left <= bytes.Length && left != int.MaxValue)
        {
            throw new LabCutException();
        }
    }

    private void Send(byte[] bytes)
    {
        var room = Math.Min((_faults.SilentAfterBytes ?? int.MaxValue) - _sent, (_faults.CutAfterBytesSent ?? int.MaxValue) - _sent);
        _sent += bytes.Length;
        if (room > 0)
        {
            _toClient.Writer.TryWrite(bytes.AsMemory(0, Math.Min(room, bytes.Length)));
        }

        if (_sent >= _faults.CutAfterBytesSent)
        {
            throw new LabCutException();
        }
    }
}
