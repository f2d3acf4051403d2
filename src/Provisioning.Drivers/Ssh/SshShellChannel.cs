using System.Threading.Channels;
using Provisioning.Drivers.Transports;
using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>An interactive shell. Bytes arrive by events: no thread waits for them.</summary>
internal sealed class SshShellChannel : IDeviceChannel
{
    private readonly SshSession _session;
    private readonly ShellStream _stream;
    private readonly Channel<byte[]> _received = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly object _draining = new();
    private ReadOnlyMemory<byte> _rest;

    private SshShellChannel(SshSession session, ShellStream stream) => (_session, _stream) = (session, stream);

    /// <summary>Opens the shell; blocks for the round trips.</summary>
    public static SshShellChannel Open(SshSession session, TerminalSize size)
    {
        var stream = session.Client.CreateShellStream("vt100", (uint)size.Columns, (uint)size.Rows, 0, 0, -1);
        var channel = new SshShellChannel(session, stream);
        stream.DataReceived += (_, _) => channel.Drain();
        stream.Closed += (_, _) => channel.End(null);
        session.OnLost(channel.Lost);
        channel.Drain();
        return channel;
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_rest.IsEmpty)
        {
            if (!await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            _rest = _received.Reader.TryRead(out var bytes) ? bytes : default;
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
        await Task.Run(() => Write(copy), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _session.NoLongerOnLost(Lost);
        _received.Writer.TryComplete();
        _ = DedicatedThread.Run(_stream.Dispose);
        return ValueTask.CompletedTask;
    }

    private void Write(byte[] bytes)
    {
        try
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
        catch (Exception error)
        {
            throw SshErrors.OfUse(error, _session.Target);
        }
        finally
        {
            _writing.Release();
        }
    }

    // Emptied at once, SSH.NET's own buffer stays as small as it started.
    private void Drain()
    {
        lock (_draining)
        {
            for (int count; (count = (int)_stream.Length) > 0;)
            {
                var bytes = new byte[count];
                _received.Writer.TryWrite(bytes[.._stream.Read(bytes)]);
            }
        }
    }

    // A device may close the channel and at once the connection: that is an orderly end.
    private void Lost(Exception reason) => End(_stream.CanWrite ? reason : null);

    private void End(Exception? reason)
    {
        Drain();
        _session.NoLongerOnLost(Lost);
        _received.Writer.TryComplete(reason);
    }
}
