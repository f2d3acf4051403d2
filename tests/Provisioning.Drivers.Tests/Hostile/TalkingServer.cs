using System.Net;
using System.Net.Sockets;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>A TCP server on 127.0.0.1 that talks to its first client until that hangs up, and does not listen.</summary>
internal sealed class TalkingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TalkingServer(HostileSpeech speech)
    {
        _listener.Start();
        Left = TalkAsync(speech);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the client has hung up, or there is nothing more to say.</summary>
    public Task Left { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await Left;
    }

    private async Task TalkAsync(HostileSpeech speech)
    {
        try
        {
            using var client = await _listener.AcceptSocketAsync();
            var buffer = new byte[16 * 1024];
            while (speech.Say(buffer) is > 0 and var count)
            {
                await client.SendAsync(buffer.AsMemory(0, count), SocketFlags.None);
            }

            // What it has said is not thrown away by a reset.
            if (speech.HangsUp)
            {
                client.Shutdown(SocketShutdown.Send);
            }

            while (await client.ReceiveAsync(buffer, SocketFlags.None) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The client has hung up, or the test is over.
        }
    }
}
