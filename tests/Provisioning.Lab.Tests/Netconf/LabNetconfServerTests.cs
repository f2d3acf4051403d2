using System.Xml.Linq;

namespace Provisioning.Lab.Tests.Netconf;

public sealed class LabNetconfServerTests
{
    private const string ChunkedHello = "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>";

    [Fact]
    public async Task It_greets_with_its_capabilities_and_a_number_for_each_session()
    {
        var device = NetconfPeer.Device();
        await using var first = await NetconfPeer.OpenAsync(device);
        await using var second = await NetconfPeer.OpenAsync(device);
        Assert.Contains("urn:ietf:params:netconf:capability:candidate:1.0", first.ServerHello.Value, StringComparison.Ordinal);
        Assert.Equal(("1", "2"), (first.SessionId, second.SessionId));
    }

    [Fact]
    public async Task Messages_go_in_chunks_when_both_know_them()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device(), ChunkedHello);
        const string Rpc = "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\"><discard-changes/></rpc>";
        await peer.WriteAsync($"\n#5\n{Rpc[..5]}\n#{Rpc.Length - 5}\n{Rpc[5..]}\n##\n");
        Assert.Contains("<ok", await peer.ReadAsync("\n##\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_knows_none_of_its_versions_is_sent_away()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device(new() { Base11 = false }), ChunkedHello);
        Assert.Null(await peer.ReadAsync());
    }

    [Theory]
    [InlineData("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><discard-changes/></rpc>", "missing-attribute")]
    [InlineData("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\"/>", "unknown-element")]
    [InlineData("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\">", "malformed-message")]
    [InlineData("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\"><unheard-of/></rpc>", "operation-not-supported")]
    public async Task What_is_no_rpc_is_answered_with_an_error(string message, string tag)
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device());
        await peer.WriteAsync(message + "]]>]]>");
        Assert.Equal(tag, XElement.Parse((await peer.ReadAsync())!).Descendants(NetconfPeer.Base + "error-tag").Single().Value);
    }

    [Fact]
    public async Task The_attributes_of_an_rpc_come_back()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device());
        await peer.WriteAsync("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"a b\" user=\"fred\"><discard-changes/></rpc>]]>]]>");
        var reply = XElement.Parse((await peer.ReadAsync())!);
        Assert.Equal(("a b", "fred"), (reply.Attribute("message-id")?.Value, reply.Attribute("user")?.Value));
    }

    [Fact]
    public async Task Several_rpcs_at_once_are_answered_in_order()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device());
        await peer.WriteAsync(string.Concat(Enumerable.Range(1, 3).Select(id => $"<rpc xmlns=\"{NetconfPeer.Base}\" message-id=\"{id}\"><discard-changes/></rpc>]]>]]>")));
        for (var id = 1; id <= 3; id++)
        {
            Assert.Equal($"{id}", XElement.Parse((await peer.ReadAsync())!).Attribute("message-id")?.Value);
        }
    }

    [Fact]
    public async Task A_session_ends_by_its_own_goodbye_or_somebody_elses_kill()
    {
        var device = NetconfPeer.Device();
        await using var first = await NetconfPeer.OpenAsync(device);
        await using var second = await NetconfPeer.OpenAsync(device);
        Assert.Equal("invalid-value", await first.TagAsync("<kill-session><session-id>1</session-id></kill-session>"));
        Assert.Equal("ok", await first.TagAsync("<kill-session><session-id>2</session-id></kill-session>"));
        Assert.Null(await second.ReadAsync());
        Assert.Equal("ok", await first.TagAsync("<close-session/>"));
        Assert.Null(await first.ReadAsync());
    }

    [Fact]
    public async Task A_refusal_is_an_error_with_the_message_or_the_whole_reply()
    {
        var device = NetconfPeer.Device();
        device.Faults.Refuse("<discard-changes", "not today", times: 1).Refuse("<discard-changes", "<okay/>", times: 1);
        await using var peer = await NetconfPeer.OpenAsync(device);
        Assert.Equal("not today", (await peer.AskAsync("<discard-changes/>")).Descendants(NetconfPeer.Base + "error-message").Single().Value);
        Assert.Equal("okay", await peer.TagAsync("<discard-changes/>"));
        Assert.Equal("ok", await peer.TagAsync("<discard-changes/>"));
    }
}
