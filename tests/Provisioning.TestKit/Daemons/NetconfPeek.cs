using System.Diagnostics;
using System.Text;
using System.Xml.Linq;

namespace Provisioning.TestKit.Daemons;

/// <summary>A session with netconfd past sshd, in NETCONF 1.0, one operation at a time.</summary>
internal sealed class NetconfPeek : IDisposable
{
    private const string EndMarker = "]]>]]>";
    private static readonly XNamespace Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private readonly Process _client;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly StringBuilder _arrived = new();
    private int _messageId;

    private NetconfPeek(Process client) => _client = client;

    /// <param name="program">The program that sshd would run.</param>
    /// <param name="port">The port that it is to say.</param>
    /// <param name="socket">The daemon's socket.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<NetconfPeek> OpenAsync(string program, int port, string socket, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, [$"--ncxserver-sockname={port}@{socket}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        (start.Environment["SSH_CONNECTION"], start.Environment["USER"]) = ($"127.0.0.1 1024 127.0.0.1 {port}", "root");
        var session = new NetconfPeek(Process.Start(start)!);
        await session.SendAsync($"<hello xmlns=\"{Base}\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>{EndMarker}", cancellation);
        await session.ReadAsync(cancellation);
        return session;
    }

    public async Task<XElement> AskAsync(string operation, CancellationToken cancellation)
    {
        await SendAsync($"<rpc xmlns=\"{Base}\" message-id=\"{++_messageId}\">{operation}</rpc>{EndMarker}", cancellation);
        var reading = ReadAsync(cancellation);
        if (_messageId == 1 && await Task.WhenAny(reading, Task.Delay(200, cancellation)) != reading)
        {
            // netconfd 2.13 may have put it aside behind the hello, until more arrives.
            await SendAsync("\n", cancellation);
        }

        return XElement.Parse((await reading).Trim());
    }

    public void Dispose()
    {
        if (!_client.HasExited)
        {
            _client.Kill();
            _client.WaitForExit();
        }

        _client.Dispose();
    }

    private async Task SendAsync(string message, CancellationToken cancellation)
    {
        await _client.StandardInput.WriteAsync(message.AsMemory(), cancellation);
        await _client.StandardInput.FlushAsync(cancellation);
    }

    private async Task<string> ReadAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _arrived.ToString().IndexOf(EndMarker, StringComparison.Ordinal)) < 0)
        {
            var count = await _client.StandardOutput.BaseStream.ReadAsync(_buffer, cancellation);
            _arrived.Append(count > 0 ? Encoding.UTF8.GetString(_buffer, 0, count) : throw new InvalidOperationException($"netconfd ended the session after: {_arrived}"));
        }

        var message = _arrived.ToString(0, end);
        _arrived.Remove(0, end + EndMarker.Length);
        return message;
    }
}
