using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Errors;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fuzz;

public sealed class CliFuzzTests
{
    private const string Comment = "! prv-0a1b2c3d";
    private const int Readings = 3;
    private static readonly string[] Words = ["r1#", "r1(config)#", "r1>", "show", "exit", Comment, "\r\n", "\r", "\n", "\b", "\x1b[K", "\x1b[3D", "\x1b]0;", "\a", "% no", "--More--", " ", "LOG: x", "é"];

    private static readonly CliProfile Profile = new()
    {
        Prompt = new Regex(@"^(?<host>\w+)(?:\([^()]*\))?[>#] ?"),
        Failure = new Regex("^%"),
        Harmless = new Regex("^$|^!"),
        Noise = new Regex("^LOG: "),
        Questions = [new(new Regex(@"--More--\s*$"), " ", Enter: false)],
    };

    /// <summary>What a device shows that was typed lines and answers; behind each answer, as prompts may stand in it, there is a comment.</summary>
    private static readonly Gen<string[]> Answers = FuzzTexts.Of([.. Words.Except([Comment, "--More--"])])
        .Select(text => text.Replace("\x1b]0;", "", StringComparison.Ordinal)).Array[Readings];

    [Fact]
    public void Lines_of_a_terminal_do_not_depend_on_how_its_bytes_are_cut() =>
        FuzzTexts.Bytes(Words).SelectMany(bytes => FuzzTexts.Pieces(bytes).Select(pieces => (bytes, pieces)))
            .Sample(tried => Assert.Equal(Lines([tried.bytes]), Lines(tried.pieces)));

    [Fact]
    public void Answers_do_not_depend_on_how_the_bytes_are_cut() =>
        Answers.Select(answers => Encoding.UTF8.GetBytes("r1#" + string.Concat(answers.Select(answer => $"show\r\n{answer}\r\nr1#{Comment}\r\nr1#"))))
            .SelectMany(bytes => FuzzTexts.Pieces(bytes).Select(pieces => (bytes, pieces)))
            .Sample(tried => Assert.Equal(Read([tried.bytes], closes: true), Read(tried.pieces, closes: true)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_a_device_says_ends_in_answers_or_in_our_error(bool closes) =>
        FuzzTexts.Bytes(Words).SelectMany(FuzzTexts.Pieces).Sample(pieces => Assert.NotEmpty(Read(pieces, closes)));

    private static List<string> Lines(byte[][] pieces)
    {
        var (terminal, lines) = (new TerminalLines(), new List<string>());
        foreach (var piece in pieces)
        {
            terminal.Feed(piece, lines.Add);
        }

        return [.. lines, terminal.Current.ToString()];
    }

    /// <summary>A whole dialogue; what came out of it, and that it took no longer than it may.</summary>
    private static string Read(byte[][] pieces, bool closes)
    {
        var clock = new FakeTimeProvider();
        var (began, seen) = (clock.GetUtcNow(), new StringBuilder());
        try
        {
            DialogueAsync(new(new PiecesChannel(pieces, clock, closes), Profile, DriverContexts.Create(clock)), seen).GetAwaiter().GetResult();
        }
        catch (ConnectionException error)
        {
            seen.Append(error.Code);
        }

        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        return seen.ToString();
    }

    private static async Task DialogueAsync(CliSession cli, StringBuilder seen)
    {
        await using (cli)
        {
            foreach (var reply in await cli.SendAllAsync([.. Enumerable.Repeat<CliLine[]>([new("show"), new(Comment)], Readings).SelectMany(lines => lines)], CancellationToken.None))
            {
                seen.Append(reply.Prompt).Append(reply.Text).Append('|');
            }
        }
    }
}
