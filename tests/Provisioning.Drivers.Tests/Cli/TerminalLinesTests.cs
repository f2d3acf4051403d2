using System.Text;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Tests.Cli;

public class TerminalLinesTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b|")]
    [InlineData("a\r\nb\r\n", "a|b|")]
    [InlineData("a\r\r\nb\r\r\n", "a|b|")]
    [InlineData("a\n\n\nb", "a|||b")]
    [InlineData("leaf1#", "leaf1#")]
    public void Lines_end_at_newlines_whatever_carriage_returns_stand_before(string bytes, string shown) => Shows(bytes, shown);

    [Theory]
    [InlineData("old\rnew", "new")]
    [InlineData("older\rnew", "newer")]
    [InlineData("--More--\r        \rnext", "next    ")]
    public void A_carriage_return_lets_later_text_overwrite(string bytes, string shown) => Shows(bytes, shown);

    [Theory]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("a\b\b\b\bX", "X")]
    [InlineData("--More--\b\b\b\b\b\b\b\b\x1b[Knext", "next")]
    [InlineData("abc\x1b[2DX", "aXc")]
    [InlineData("abc\x1b[DX", "abX")]
    public void Backspaces_move_back_but_not_before_the_line(string bytes, string shown) => Shows(bytes, shown);

    [Theory]
    [InlineData("leaf1# typed\r\x1b[Kleaf1# ", "leaf1# ")]
    [InlineData("abcdef\b\b\x1b[0K", "abcd")]
    [InlineData("abc\x1b[2Kx", "x")]
    public void Erase_codes_erase(string bytes, string shown) => Shows(bytes, shown);

    [Theory]
    [InlineData("\x1b[31mred\x1b[0m", "red")]
    [InlineData("\x1b[?2004hleaf1# ", "leaf1# ")]
    [InlineData("\x1b]0;title\aleaf1#", "leaf1#")]
    [InlineData("\x1b]0;title\x1b\\leaf1#", "leaf1#")]
    [InlineData("\x1bP1$r0m\x1b\\leaf1#", "leaf1#")]
    [InlineData("\x1b(B\x1b[mleaf1#", "leaf1#")]
    [InlineData("\x1b#8leaf1#", "leaf1#")]
    [InlineData("\x1b=leaf1#", "leaf1#")]
    [InlineData("\x1b\x1b[Kleaf1#", "leaf1#")]
    [InlineData("a\0b\0\0c", "abc")]
    [InlineData("a\ab", "ab")]
    public void Other_control_sequences_vanish(string bytes, string shown) => Shows(bytes, shown);

    [Fact]
    public void A_sequence_that_is_cut_does_not_swallow_the_next_line() => Shows("a\x1b[\nb", "a|b");

    [Theory]
    [InlineData("Zürich ☃ 😀\n", "Zürich ☃ 😀|")]
    [InlineData("a\tb\x03\n", "a\tb\x03|")]
    public void Text_stays_as_it_is(string bytes, string shown) => Shows(bytes, shown);

    [Fact]
    public void A_character_split_over_two_reads_is_one_character()
    {
        var terminal = new TerminalLines();
        terminal.Feed([0xf0, 0x9f], Unexpected);
        terminal.Feed([0x98, 0x80], Unexpected);

        Assert.Equal("😀", terminal.Current.ToString());
    }

    [Fact]
    public void A_line_without_end_is_refused_long_before_it_fills_the_memory()
    {
        var terminal = new TerminalLines();
        var part = Encoding.ASCII.GetBytes(new string('x', 32 * 1024));

        Assert.Throws<InvalidDataException>(() =>
        {
            for (var sent = 0; sent < 10 << 20; sent += part.Length)
            {
                terminal.Feed(part, Unexpected);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_byte_at_a_time_gives_the_same_as_all_at_once(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var bytes = RandomBytes(random);
            var whole = Read([bytes]);

            Assert.Equal(whole, Read(bytes.Select(one => new[] { one })));
            Assert.Equal(whole, Read(bytes.Chunk(random.Next(1, 7))));
        }
    }

    private static byte[] RandomBytes(Random random)
    {
        string[] pieces = ["\r\n", "\r", "\n", "\b", "\x1b[K", "\x1b[2K", "\x1b[12D", "\x1b]0;t\a", "\x1b(B", "\x1b", "\0", "leaf1#", "ab", "é", "☃", "😀", "\t"];
        var bytes = new List<byte>();
        for (var count = random.Next(40); count > 0; count--)
        {
            bytes.AddRange(random.Next(5) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
        }

        return [.. bytes];
    }

    private static void Shows(string bytes, string shown) => Assert.Equal(shown, Read([Encoding.UTF8.GetBytes(bytes)]));

    private static string Read(IEnumerable<byte[]> parts)
    {
        var terminal = new TerminalLines();
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            terminal.Feed(part, line => text.Append(line).Append('|'));
        }

        return text.Append(terminal.Current).ToString();
    }

    private static void Unexpected(string line) => Assert.Fail($"A line ended: '{line}'.");
}
