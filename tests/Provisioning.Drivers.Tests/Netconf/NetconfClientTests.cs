using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Tests.Cli;
using Provisioning.Errors;
using Provisioning.TestKit;

namespace Provisioning.Drivers.Tests.Netconf;

public sealed class NetconfClientTests
{
    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly XElement Commit = new(NetconfXml.Base + "commit");
    private static readonly XElement Validate = new(NetconfXml.Base + "validate");
    private readonly ScriptedChannel _channel = new();
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.0", false)]
    [InlineData("1.1", true)]
    public async Task Hellos_decide_how_messages_are_framed(string version, bool chunked)
    {
        var client = await OpenAsync(version);
        Assert.Equal((chunked, "7"), (client.IsChunked, client.SessionId));
        Assert.True(client.Capabilities.Has(":candidate"));
        Assert.EndsWith("]]>]]>", _channel.Typed[0], StringComparison.Ordinal);
        Assert.Contains("netconf:base:1.1</capability>", _channel.Typed[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    public async Task A_reply_is_read_byte_by_byte(string version)
    {
        var client = await OpenAsync(version);
        var sending = client.SendAsync(Commit, Minute, Cancel);
        _channel.SayByteByByte(Framed(client, $"<rpc-reply message-id=\"1\" xmlns=\"{Base}\"><ok/></rpc-reply>"));
        Assert.True(new NetconfReply(await sending).IsOk);
    }

    [Fact]
    public async Task Operations_of_a_batch_are_sent_before_any_reply_and_numbered()
    {
        var client = await OpenAsync("1.0");
        var sending = client.SendAllAsync([Validate, Commit], Minute, Cancel);
        Assert.Contains("message-id=\"1\"", _channel.Typed[1], StringComparison.Ordinal);
        Assert.Contains("message-id=\"2\"", _channel.Typed[1], StringComparison.Ordinal);
        Answer(client, 1, "<ok/>");
        Answer(client, 2, "<data>x</data>");
        var replies = await sending;
        Assert.Equal(["ok", "data"], replies.Select(reply => reply.Elements().First().Name.LocalName));
    }

    [Fact]
    public async Task All_errors_of_an_answer_are_told_and_warnings_are_returned()
    {
        var client = await OpenAsync("1.1");
        const string Denied = """
            <rpc-error><error-type>protocol</error-type><error-tag>lock-denied</error-tag><error-severity>error</error-severity>
            <error-message>Lock failed</error-message><error-info><session-id>454</session-id></error-info></rpc-error>
            """;
        const string Other = """
            <rpc-error><error-type>application</error-type><error-tag>data-missing</error-tag><error-severity>error</error-severity>
            <error-app-tag>instance-required</error-app-tag><error-path>/a/b</error-path></rpc-error>
            """;
        const string Warning = """
            <rpc-error><error-type>application</error-type><error-tag>operation-failed</error-tag><error-severity>warning</error-severity>
            <error-message>careful</error-message></rpc-error>
            """;
        var sending = client.ExchangeAsync([Commit, Commit], Minute, Cancel);
        Answer(client, 1, Denied + Other + Warning);
        Answer(client, 2, "<ok/>" + Warning);
        var replies = await sending;

        var error = Assert.Throws<NetconfRpcException>(() => client.ThrowIfFailed(Commit, replies[0]));
        Assert.Equal(["lock-denied", "data-missing"], error.Errors.Select(each => each.Tag));
        Assert.Equal("454", error.Errors[0].SessionId);
        Assert.Equal("'r1' answered <commit> with 'lock-denied: Lock failed, session-id 454; data-missing at /a/b, app-tag instance-required'.", error.Message);
        Assert.True(replies[1].IsOk);
        Assert.Equal("careful", Assert.Single(replies[1].Warnings).Message);
    }

    [Fact]
    public async Task Errors_inside_a_vendors_result_count_and_those_inside_configuration_do_not()
    {
        var client = await OpenAsync("1.1");
        var sending = client.ExchangeAsync([Commit, Commit], Minute, Cancel);
        Answer(client, 1, "<results><rpc-error><error-severity>error</error-severity></rpc-error></results><ok/>");
        Answer(client, 2, "<data><rpc-error xmlns=\"urn:x\">a name like any other</rpc-error></data>");
        var replies = await sending;
        Assert.False(replies[0].IsOk);
        Assert.NotNull(replies[1].Data);
    }

    [Fact]
    public async Task The_session_goes_on_after_an_error()
    {
        var client = await OpenAsync("1.1");
        var failing = client.SendAsync(Commit, Minute, Cancel);
        Answer(client, 1, "<rpc-error><error-tag>in-use</error-tag></rpc-error>");
        await Assert.ThrowsAsync<NetconfRpcException>(() => failing);
        var sending = client.SendAsync(Commit, Minute, Cancel);
        Answer(client, 2, "<ok/>");
        await sending;
    }

    [Theory]
    [InlineData("<rpc-reply message-id=\"2\" xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><ok/></rpc-reply>")]
    [InlineData("<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><ok/></rpc-reply>")]
    [InlineData("<rpc-reply message-id=\"1\"><ok/></rpc-reply>")]
    [InlineData("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>")]
    [InlineData("<rpc-reply")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><rpc-reply message-id=\"1\" xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><ok/>&a;</rpc-reply>")]
    public async Task What_is_no_reply_to_the_operation_ends_the_session(string answer)
    {
        var client = await OpenAsync("1.0");
        var sending = client.SendAsync(Commit, Minute, Cancel);
        _channel.Say(Framed(client, answer));
        Assert.Equal(ErrorCode.UnexpectedAnswer, (await Assert.ThrowsAsync<ConnectionException>(() => sending)).Code);
        Assert.True(_channel.Disposed);
        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => client.SendAsync(Commit, Minute, Cancel))).Code);
    }

    [Fact]
    public async Task An_error_without_a_message_id_is_the_answer()
    {
        var client = await OpenAsync("1.1");
        var sending = client.SendAsync(Commit, Minute, Cancel);
        _channel.Say(Framed(client, $"<rpc-reply xmlns=\"{Base}\"><rpc-error><error-tag>malformed-message</error-tag></rpc-error></rpc-reply>"));
        Assert.True((await Assert.ThrowsAsync<NetconfRpcException>(() => sending)).Has("malformed-message"));
    }

    [Fact]
    public async Task Notifications_between_are_passed_over()
    {
        var client = await OpenAsync("1.1");
        var sending = client.SendAsync(Commit, Minute, Cancel);
        _channel.Say(Framed(client, "<notification xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\"/>"));
        Answer(client, 1, "<ok/>");
        await sending;
    }

    /// <summary>A server may not look at what came together with the hello until more comes.</summary>
    [Fact]
    public async Task A_server_that_sleeps_on_the_first_request_is_woken_with_the_first_byte_of_the_next()
    {
        var client = await OpenAsync("1.1");
        var first = client.SendAsync(Commit, Minute, Cancel);
        await _channel.Waiting.Task;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => Task.FromResult(_channel.Typed.Count == 3), TimeSpan.FromSeconds(30));
        Assert.Equal("\n", _channel.Typed[2]);
        Answer(client, 1, "<ok/>");
        await first;

        var second = client.SendAsync(Validate, Minute, Cancel);
        Assert.StartsWith("#", _channel.Typed[3], StringComparison.Ordinal);
        Answer(client, 2, "<ok/>");
        await second;
    }

    [Fact]
    public async Task No_answer_in_time_ends_the_session()
    {
        var client = await OpenAsync("1.1");
        var sending = client.SendAsync(Commit, Minute, Cancel);
        await _channel.Waiting.Task;
        _clock.Advance(Minute);
        Assert.Equal(ErrorCode.DeviceTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => sending)).Code);
        Assert.True(_channel.Disposed);
    }

    [Fact]
    public async Task Giving_up_ends_the_session()
    {
        var client = await OpenAsync("1.1");
        using var cancel = new CancellationTokenSource();
        var sending = client.SendAsync(Commit, Minute, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.True(_channel.Disposed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n#100\n<rpc-reply")]
    public async Task The_end_of_the_channel_is_a_lost_connection(string before)
    {
        var client = await OpenAsync("1.1");
        var sending = client.SendAsync(Commit, Minute, Cancel);
        _channel.Say(before).Close();
        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => sending)).Code);
    }

    [Theory]
    [InlineData("login: ]]>]]>")]
    [InlineData("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>]]>]]>")]
    [InlineData("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>")]
    [InlineData("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities/><session-id>1</session-id></hello>]]>]]>")]
    public async Task What_is_no_hello_is_shown(string answer)
    {
        _channel.Say(answer);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => NetconfClient.OpenAsync(_channel, DriverContexts.Create(_clock), Cancel));
        Assert.Equal(ErrorCode.UnexpectedAnswer, error.Code);
        Assert.True(_channel.Disposed);
    }

    [Fact]
    public async Task Awkward_text_goes_through_whole()
    {
        const string Text = "a & b < c > d \"e\" 'f' ]]>]]> \t \r\n ünï € 😀 \u00a0 ";
        var client = await OpenAsync("1.0");
        var sending = client.SendAsync(new XElement(NetconfXml.Base + "x", new XAttribute("a", Text), Text), Minute, Cancel);
        var sent = NetconfXml.Parse(_channel.Typed[1][..^"]]>]]>".Length]).Element(NetconfXml.Base + "x")!;
        Assert.Equal((Text, Text), (sent.Value, sent.Attribute("a")!.Value));
        Answer(client, 1, "<ok/>");
        await sending;
    }

    [Fact]
    public async Task What_XML_cannot_hold_is_refused_and_nothing_is_sent()
    {
        var client = await OpenAsync("1.1");
        var error = await Assert.ThrowsAsync<IntendedConfigException>(() => client.SendAsync(new XElement("x", "\x1b"), Minute, Cancel));
        Assert.Equal(ErrorCode.IntendedConfigUnsendable, error.Code);
        Assert.Single(_channel.Typed);
    }

    [Fact]
    public async Task Closing_says_goodbye_and_waits_for_nothing()
    {
        var client = await OpenAsync("1.1");
        await client.DisposeAsync();
        Assert.Contains("<close-session", _channel.Typed[^1], StringComparison.Ordinal);
        Assert.True(_channel.Disposed);
    }

    private async Task<NetconfClient> OpenAsync(string version)
    {
        _channel.SayByteByByte($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <hello xmlns="{Base}"><capabilities><capability>urn:ietf:params:netconf:base:{version}</capability>
            <capability>urn:ietf:params:netconf:capability:candidate:1.0</capability></capabilities><session-id>7</session-id></hello>]]>]]>
            """);
        return await NetconfClient.OpenAsync(_channel, DriverContexts.Create(_clock), Cancel);
    }

    private void Answer(NetconfClient client, int id, string content) =>
        _channel.Say(Framed(client, $"<rpc-reply message-id=\"{id}\" xmlns=\"{Base}\">{content}</rpc-reply>"));

    private static string Framed(NetconfClient client, string message) =>
        client.IsChunked ? $"\n#{message.Length}\n{message}\n##\n" : message + "]]>]]>";
}
