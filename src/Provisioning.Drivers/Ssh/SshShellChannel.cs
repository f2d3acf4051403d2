using Provisioning.Drivers.Transports;
using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>An interactive shell.</summary>
internal sealed class SshShellChannel : SshChannel
{
    private readonly ShellStream _stream;
    private readonly object _draining = new();

    private SshShellChannel(SshSession session, ShellStream stream)
        : base(session) => _stream = stream;

    protected override bool IsClosed => !_stream.CanWrite;

    /// <summary>Opens the shell; blocks for the round trips.</summary>
    public static SshShellChannel Open(SshSession session, TerminalSize size)
    {
        var stream = session.Client.CreateShellStream("vt100", (uint)size.Columns, (uint)size.Rows, 0, 0, -1);
        var channel = new SshShellChannel(session, stream);
        stream.DataReceived += (_, _) => channel.Drain();
        stream.Closed += (_, _) => channel.End(null);
        channel.Watch();
        channel.Drain();
        if (!stream.CanWrite)
        {
            // It closed before anybody was told of it.
            channel.End(null);
        }

        return channel;
    }

    protected override void Write(byte[] bytes)
    {
        _stream.Write(bytes);
        _stream.Flush();
    }

    protected override void Release() => _stream.Dispose();

    protected override void End(Exception? reason)
    {
        Drain();
        base.End(reason);
    }

    // Emptied at once, SSH.NET's own buffer stays as small as it started.
    private void Drain()
    {
        lock (_draining)
        {
            for (int count; (count = (int)_stream.Length) > 0;)
            {
                var bytes = new byte[count];
                Receive(bytes[.._stream.Read(bytes)]);
            }
        }
    }
}
