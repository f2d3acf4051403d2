using System.Text;
using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Tests.Netconf;

public sealed class NetconfFramesTests
{
    private const int Limit = 1000;

    /// <summary>Messages that hold what ends messages, or nearly.</summary>
    public static TheoryData<string> Texts => ["<a/>", "", "]]>", "]]>]]", "x]]]>]]]>", "\n##\n", "\n#4\n", "äöü €", new string('x', 980)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_marked_message_is_whole_wherever_it_is_split(string text) => AssertWholeAtEverySplit([$"<t>{text}</t>", "<next/>"], chunked: false);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_chunked_message_is_whole_wherever_it_is_split(string text) => AssertWholeAtEverySplit([text + ".", "]]>]]>", "<next/>"], chunked: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Messages_come_whole_byte_by_byte(bool chunked)
    {
        var frames = new NetconfFrames(Limit) { Chunked = chunked };
        var messages = new List<string>();
        foreach (var one in frames.Frame("<a/>"u8).Concat(frames.Frame("<b/>"u8)))
        {
            frames.Append([one]);
            messages.AddRange(Take(frames));
        }

        Assert.Equal(["<a/>", "<b/>"], messages);
        Assert.True(frames.IsEmpty);
    }

    [Fact]
    public void A_message_may_come_in_chunks_of_any_size()
    {
        var frames = new NetconfFrames(Limit) { Chunked = true };
        frames.Append("\n#1\n<\n#3\na/>\n##\n"u8);
        Assert.Equal(["<a/>"], Take(frames));
    }

    [Fact]
    public void What_comes_behind_the_hello_is_read_as_chunks()
    {
        var frames = new NetconfFrames(Limit);
        frames.Append("<hello/>]]>]]>\n#4\n<a/>\n##\n"u8);
        Assert.Equal("<hello/>", Encoding.UTF8.GetString(frames.TakeMessage()!));
        frames.Chunked = true;
        Assert.Equal(["<a/>"], Take(frames));
    }

    [Theory]
    [InlineData("<a/>")]
    [InlineData("\n\n#4\n<a/>\n##\n")]
    [InlineData("\n#0\n")]
    [InlineData("\n#04\n<a/>\n##\n")]
    [InlineData("\n#-4\n<a/>\n##\n")]
    [InlineData("\n#4\r\n<a/>\n##\n")]
    [InlineData("\n#4294967296\n")]
    [InlineData("\n#99999999999\n")]
    [InlineData("\n##\n")]
    [InlineData("\n#4\n<a/>\n#\n")]
    [InlineData("\n#4\n<a/>\n## ")]
    [InlineData("\n#4\n<a/>]]>]]>")]
    public void What_is_no_chunk_is_refused(string bytes)
    {
        var frames = new NetconfFrames(Limit) { Chunked = true };
        frames.Append(Encoding.ASCII.GetBytes(bytes));
        Assert.Throws<FormatException>(() => frames.TakeMessage());
    }

    [Fact]
    public void The_longest_chunk_size_is_taken()
    {
        var frames = new NetconfFrames(Limit) { Chunked = true };
        frames.Append("\n#4294967295\nx"u8);
        Assert.Null(frames.TakeMessage());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_message_over_the_limit_is_refused_before_its_end(bool chunked)
    {
        var frames = new NetconfFrames(Limit) { Chunked = chunked };
        frames.Append(Encoding.ASCII.GetBytes((chunked ? "\n#5000\n" : "") + new string('x', Limit + 1)));
        Assert.Throws<FormatException>(() => frames.TakeMessage());
    }

    [Fact]
    public void A_marked_message_with_the_marker_in_it_is_not_sent() =>
        Assert.Throws<FormatException>(() => new NetconfFrames(Limit).Frame("<!-- ]]>]]> -->"u8));

    [Fact]
    public void A_chunk_says_its_length_in_bytes() =>
        Assert.Equal("\n#2\nä\n##\n", Encoding.UTF8.GetString(new NetconfFrames(Limit) { Chunked = true }.Frame("ä"u8)));

    private static void AssertWholeAtEverySplit(string[] texts, bool chunked)
    {
        byte[] bytes = [.. texts.SelectMany(text => new NetconfFrames(Limit) { Chunked = chunked }.Frame(Encoding.UTF8.GetBytes(text)))];
        for (var split = 0; split <= bytes.Length; split++)
        {
            var frames = new NetconfFrames(Limit) { Chunked = chunked };
            frames.Append(bytes.AsSpan(0, split));
            var messages = Take(frames);
            frames.Append(bytes.AsSpan(split));
            messages.AddRange(Take(frames));
            Assert.Equal(texts, messages);
        }
    }

    private static List<string> Take(NetconfFrames frames)
    {
        var messages = new List<string>();
        while (frames.TakeMessage() is { } message)
        {
            messages.Add(Encoding.UTF8.GetString(message));
        }

        return messages;
    }
}
