using System.Net.Sockets;
using System.Text;
using Provisioning.Lab.Tests.Platforms.AristaEos;

namespace Provisioning.Lab.Tests;

public class LabSocketServerTests
{
    [Fact]
    public async Task A_client_of_the_socket_gets_the_device_s_shell()
    {
        Assert.SkipUnless(Socket.OSSupportsUnixDomainSockets, "This system has no Unix domain sockets.");
        var directory = Directory.CreateTempSubdirectory("lab");
        await using (var server = new LabSocketServer(EosDevices.Leaf(), Path.Combine(directory.FullName, "s")))
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.Path), TestContext.Current.CancellationToken);
            await socket.SendAsync("show hostname\nexit\n"u8.ToArray(), TestContext.Current.CancellationToken);

            var shown = await new StreamReader(new NetworkStream(socket), Encoding.UTF8).ReadToEndAsync(TestContext.Current.CancellationToken);

            Assert.EndsWith("leaf1>show hostname\r\nHostname: leaf1\r\nFQDN:     leaf1\r\nleaf1>exit\r\n", shown);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_typed_before_a_hang_up_is_still_run()
    {
        Assert.SkipUnless(Socket.OSSupportsUnixDomainSockets, "This system has no Unix domain sockets.");
        var directory = Directory.CreateTempSubdirectory("lab");
        var device = EosDevices.Leaf();
        await using (var server = new LabSocketServer(device, Path.Combine(directory.FullName, "s")))
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.Path), TestContext.Current.CancellationToken);
            await socket.SendAsync("enable\nwrite memory\n"u8.ToArray(), TestContext.Current.CancellationToken);
            var stream = new NetworkStream(socket);
            socket.Shutdown(SocketShutdown.Send);

            await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync(TestContext.Current.CancellationToken);

            Assert.Single(device.Journal.Of(LabWrite.Saved));
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task The_socket_is_removed_at_the_end()
    {
        Assert.SkipUnless(Socket.OSSupportsUnixDomainSockets, "This system has no Unix domain sockets.");
        var directory = Directory.CreateTempSubdirectory("lab");
        var server = new LabSocketServer(EosDevices.Leaf(), Path.Combine(directory.FullName, "s"));

        await server.DisposeAsync();

        Assert.Empty(directory.EnumerateFileSystemInfos());
        directory.Delete();
    }
}
