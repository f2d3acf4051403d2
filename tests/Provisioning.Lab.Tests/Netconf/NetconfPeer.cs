using System.Text;
using System.Xml.Linq;
using Provisioning.Drivers.Transports;
using Provisioning.Lab.Platforms.Netconf;

namespace Provisioning.Lab.Tests.Netconf;

/// <summary>A NETCONF client with end markers only, and without any help.</summary>
internal sealed class NetconfPeer(IDeviceConnection connection, IDeviceChannel channel) : IAsyncDisposable
{
    public static readonly XNamespace Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    public const string Config = "<router xmlns=\"urn:example:router\"><hostname>router1</hostname><interface><name>eth0</name><mtu>1500</mtu></interface></router>";

    private const string Hello = "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>";

    private readonly StringBuilder _unread = new();
    private int _last;

    public XElement ServerHello { get; private set; } = new("none");

    public string SessionId => ServerHello.Element(Base + "session-id")!.Value;

    public static LabDevice Device(LabNetconfOptions? options = null, TimeProvider? clock = null) =>
        new(new() { Name = "router1", Platform = "netconf", Running = Config, Netconf = options ?? new() }, clock);

    public static async Task<NetconfPeer> OpenAsync(LabDevice device, string hello = Hello)
    {
        var network = new LabNetwork();
        network.Add(device);
        var connection = await network.ConnectAsync(TestContexts.For(device), TestContext.Current.CancellationToken);
        var peer = new NetconfPeer(connection, await connection.OpenSubsystemAsync("netconf", TestContext.Current.CancellationToken));
        await peer.WriteAsync(hello);
        peer.ServerHello = XElement.Parse(await peer.ReadAsync() ?? "<none/>");
        return peer;
    }

    public async Task<XElement> AskAsync(string operation)
    {
        await WriteAsync($"<rpc xmlns=\"{Base}\" message-id=\"{++_last}\">{operation}</rpc>]]>]]>");
        return XElement.Parse(await ReadAsync() ?? "<ended/>");
    }

    public async Task<string> TagAsync(string operation)
    {
        var reply = await AskAsync(operation);
        return reply.Descendants(Base + "error-tag").FirstOrDefault()?.Value ?? reply.Elements().FirstOrDefault()?.Name.LocalName ?? reply.Name.LocalName;
    }

    public ValueTask WriteAsync(string text) => channel.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>The next message up to its end marker; null at the end.</summary>
    public async Task<string?> ReadAsync(string end = "]]>]]>")
    {
        var buffer = new byte[4096];
        int at;
        while ((at = _unread.ToString().IndexOf(end, StringComparison.Ordinal)) < 0)
        {
            var count = await channel.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (count == 0)
            {
                return null;
            }

            _unread.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        var message = _unread.ToString(0, at);
        _unread.Remove(0, at + end.Length);
        return message;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
