using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fuzz;

public sealed class NetconfFuzzTests
{
    private const string Base = "xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";
    private const string Hello = $"<hello {Base}><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities><session-id>1</session-id></hello>]]>]]>";

    private static readonly string[] Words =
        ["]]>]]>", "]]>", "\n#", "\n##\n", "\n#4\n", "4", "<rpc-reply message-id=\"1\" " + Base + ">", "</rpc-reply>", "<ok/>", "<rpc-error>", "</rpc-error>", "<data>", "</data>", "&lt;", "&#x1b;", "<!DOCTYPE a>", "<notification/>", "<error-severity>warning</error-severity>"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Messages_come_through_whole_however_the_bytes_are_cut(bool chunked) =>
        FuzzTexts.Bytes(Words).Where(message => chunked ? message.Length > 0 : message.AsSpan().IndexOf("]]>]]>"u8) < 0 && !EndsLikeMarker(message)).Array[1, 5]
            .SelectMany(messages => FuzzTexts.Pieces(Framed(messages, chunked)).Select(pieces => (messages, pieces)))
            .Sample(tried => Assert.Equal(tried.messages, Taken(tried.pieces, chunked)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_bytes_are_messages_or_refused_and_none_come_from_nowhere(bool chunked) =>
        FuzzTexts.Bytes(Words).SelectMany(FuzzTexts.Pieces).Sample(pieces =>
        {
            try
            {
                Assert.InRange(Taken(pieces, chunked).Sum(message => message.Length), 0, pieces.Sum(piece => piece.Length));
            }
            catch (FormatException)
            {
            }
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_a_server_says_ends_in_a_reply_or_in_our_error(bool closes) =>
        FuzzTexts.Bytes(Words).SelectMany(bytes => FuzzTexts.Pieces([.. Encoding.UTF8.GetBytes(Hello), .. bytes])).Sample(pieces =>
        {
            var clock = new FakeTimeProvider();
            var began = clock.GetUtcNow();
            try
            {
                AskAsync(new(pieces, clock, closes), clock).GetAwaiter().GetResult();
            }
            catch (ProvisioningException)
            {
            }

            Assert.InRange(clock.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        });

    private static async Task AskAsync(PiecesChannel channel, TimeProvider clock)
    {
        await using var client = await NetconfClient.OpenAsync(channel, DriverContexts.Create(clock), CancellationToken.None);
        Assert.Equal("rpc-reply", (await client.SendAsync(new(NetconfXml.Base + "get"), TimeSpan.FromMinutes(1), CancellationToken.None)).Name.LocalName);
    }

    // Its beginning would be read as the end of the message.
    private static bool EndsLikeMarker(byte[] message) => Enumerable.Range(1, 5).Any(length => message.AsSpan().EndsWith("]]>]]>"u8[..length]));

    private static byte[] Framed(byte[][] messages, bool chunked)
    {
        var frames = new NetconfFrames(1000) { Chunked = chunked };
        return [.. messages.SelectMany(message => frames.Frame(message))];
    }

    private static List<byte[]> Taken(byte[][] pieces, bool chunked)
    {
        var (frames, messages) = (new NetconfFrames(100_000) { Chunked = chunked }, new List<byte[]>());
        foreach (var piece in pieces)
        {
            frames.Append(piece);
            while (frames.TakeMessage() is { } message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }
}
