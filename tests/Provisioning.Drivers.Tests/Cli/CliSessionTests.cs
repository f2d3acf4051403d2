using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Cli;

public sealed class CliSessionTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedChannel _channel = new();
    private readonly CliSession _cli;

    public CliSessionTests() => _cli = new(_channel, CliProfiles.OneLinePrompt, DriverContexts.Create(_clock));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Fact]
    public async Task The_first_prompt_comes_behind_a_banner()
    {
        _channel.Say("\r\nWelcome\r\n\r\nnot a prompt# no\r\n").Say("r1").Say("> ");

        await _cli.WaitForPromptAsync(Token);

        Assert.Equal("r1> ", _cli.Prompt);
    }

    [Fact]
    public async Task Each_line_is_paired_with_its_answer()
    {
        Answers("a\r\none\r\ntwo\r\nr1#", "b\r\nr1#", "c\r\nthree\r\nr1#");

        var replies = await _cli.SendAllAsync([new("a"), new("b"), new("c")], Token);

        Assert.Equal(["one\ntwo", "", "three"], replies.Select(reply => reply.Text));
    }

    [Theory]
    [InlineData("conf\r\nroute(config)#", "end\r\nrouter1#", "")]
    [InlineData("conf\r\nroute(config)#\r\nother1#\r\nroute(config)#", "end\r\nrouter1#", "route(config)#\nother1#")]
    public async Task A_mode_may_cut_a_long_host_name(string first, string second, string answer)
    {
        await using var cli = new CliSession(_channel, CliProfiles.OneLinePrompt with { HostCharacters = 5 }, DriverContexts.Create(_clock));
        Answers("a\r\nrouter1#", first, second);
        await cli.SendAllAsync([new("a")], Token);

        var replies = await cli.SendAllAsync([new("conf"), new("end", At: "(config)")], Token);

        Assert.Equal(answer, replies[0].Text);
        Assert.Equal("router1#", cli.Prompt);
    }

    [Theory]
    [InlineData("r1#r1#show\r\nyes\r\nr1#")]
    [InlineData("show\r\nr1#show\r\nyes\r\nr1#")]
    [InlineData("banner r1#\r\nr1#\r\nr1#show\r\nyes\r\nr1#")]
    [InlineData("r1#show\r\r\nyes\r\r\nr1#")]
    [InlineData("r1#show \r\nyes\r\nr1#")]
    [InlineData("r1#sho\b\b\bshow\r\nyes\r\nr1#")]
    public async Task An_echo_is_found_however_it_is_drawn(string bytes)
    {
        _channel.Say(bytes);

        Assert.Equal("yes", (await _cli.SendAsync("show", Token)).Text);
    }

    [Fact]
    public async Task An_answer_without_a_newline_is_told_from_the_prompt_behind_it()
    {
        _channel.Say("r1#a\r\nPagination disabled.r1#b\r\nok\r\nr1#");

        var replies = await _cli.SendAllAsync([new("a"), new("b")], Token);

        Assert.Equal(["Pagination disabled.", "ok"], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_last_answer_without_a_newline_is_told_from_the_prompt()
    {
        _channel.Say("r1#a\r\nr1#");
        await _cli.SendAsync("a", Token);
        _channel.Say("b\r\nPagination disabled.r1#");

        Assert.Equal("Pagination disabled.", (await _cli.SendAsync("b", Token)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Output_with_lines_that_are_prompts_is_read_to_its_end(bool byteByByte)
    {
        const string Bytes = "r1#show\r\nbanner motd\r\nr1#\r\nr1#\r\nr1# do not\r\nEOF\r\nr1#! prv-0a1b2c3d\r\nr1#";
        _ = byteByByte ? _channel.SayByteByByte(Bytes) : _channel.Say(Bytes);

        var reply = await _cli.ReadAnyAsync("show", Token);

        Assert.Equal("banner motd\nr1#\nr1#\nr1# do not\nEOF", reply.Text);
    }

    [Fact]
    public async Task The_comment_behind_any_output_may_be_refused()
    {
        _channel.Say("r1#show\r\nyes\r\nr1#! prv-0a1b2c3d\r\n% Invalid input\r\nr1#");

        Assert.Equal("yes", (await _cli.ReadAnyAsync("show", Token)).Text);
    }

    [Fact]
    public async Task Here_doc_lines_have_no_prompt()
    {
        _channel.Say("r1(config)#banner motd\r\nEnter TEXT\r\nhello\r\n  r1(config)#exit\r\nEOF\r\nr1(config)#exit\r\nr1#");

        var replies = await _cli.SendAllAsync(
            [new("banner motd"), new("hello", 2, true), new("  r1(config)#exit", 3, true), new("EOF", 4, true), new("exit")], Token);

        Assert.Equal(["Enter TEXT", "", "", "", ""], replies.Select(reply => reply.Text));
    }

    [Theory]
    [InlineData("hello\r\nbye\"\r\n")]
    [InlineData("... hello\r\n... bye\"\r\n")]
    public async Task What_stands_before_the_lines_of_a_here_doc_is_no_part_of_them(string shown)
    {
        await using var cli = new CliSession(_channel, CliProfiles.OneLinePrompt with { Continuation = new Regex(@"^\.\.\. ") }, DriverContexts.Create(_clock));
        _channel.Say($"r1#set banner \"\r\n{shown}one\r\nr1#");

        var replies = await cli.SendAllAsync([new("set banner \""), new("hello", 2, true), new("bye\"", 3, true)], Token);

        Assert.Equal(["", "", "one"], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task Early_echoes_of_what_was_typed_ahead_are_no_output()
    {
        _channel.Say("r1#a\r\nb\r\nc\r\nworking\r\nr1#b\r\nr1#c\r\nr1#");

        var replies = await _cli.SendAllAsync([new("a"), new("b"), new("c")], Token);

        Assert.Equal(["working", "", ""], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task Log_lines_are_dropped_wherever_they_come()
    {
        _channel.Say("LOG: early\r\nr1#a\r\nLOG: in between\r\none\r\nLOG: late\r\nr1#");

        Assert.Equal("one", (await _cli.SendAsync("a", Token)).Text);
    }

    [Fact]
    public async Task A_commit_may_change_the_host_name_and_the_session_goes_on()
    {
        Answers("a\r\nr1#", "commit\r\nr2#", "b\r\nr1#\r\nr2#");
        await _cli.SendAsync("a", Token);
        await _cli.SendCommitAsync("commit", Token);

        Assert.Equal("r1#", (await _cli.SendAsync("b", Token)).Text);
    }

    [Fact]
    public async Task A_line_like_another_hosts_prompt_does_not_end_an_answer()
    {
        _channel.Say("r1#a\r\nr1#");
        await _cli.SendAsync("a", Token);
        _channel.Say("b\r\nother#").Say(" is no prompt\r\nr1#");

        Assert.Equal("other# is no prompt", (await _cli.SendAsync("b", Token)).Text);
    }

    [Fact]
    public async Task A_question_in_pieces_is_answered_once()
    {
        _channel.OnTyped = typed => _ = typed switch
        {
            "enable\n" => _channel.SayByteByByte("r1>enable\r\nPassword: "),
            _ => _channel.SayByteByByte("\r\nr1#"),
        };

        await _cli.SendAsync("enable", Token, new CliQuestion(new Regex(@"Password:\s*$"), "hidden"));

        Assert.Equal(["enable\n", "hidden\n"], _channel.Typed);
    }

    [Fact]
    public async Task Each_page_is_asked_for_once()
    {
        _channel.OnTyped = typed => _ = typed switch
        {
            "show\n" => _channel.Say("r1#show\r\none\r\n--More-- "),
            _ when _channel.Typed.Count == 2 => _channel.Say("\b\b\b\b\b\b\b\b\b\x1b[Ktwo\r\n--More-- "),
            _ => _channel.Say("\r         \rthree\r\nr1#"),
        };

        var reply = await _cli.SendAsync("show", Token);

        Assert.Equal("one\ntwo\nthree", string.Join('\n', reply.Output.Select(line => line.TrimEnd())));
        Assert.Equal(["show\n", " ", " "], _channel.Typed);
    }

    [Fact]
    public async Task No_more_than_the_window_is_typed_ahead_of_the_echoes()
    {
        var lines = Enumerable.Range(10, 30).Select(number => new CliLine($"ünïcödé description {number}")).ToList();
        var outstanding = 0;
        var most = 0;
        _channel.Say("r1#");
        _channel.OnTyped = typed =>
        {
            most = Math.Max(most, outstanding += System.Text.Encoding.UTF8.GetByteCount(typed));
            foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                outstanding -= System.Text.Encoding.UTF8.GetByteCount(line) + 1;
                _channel.Say($"{line}\r\nr1#");
            }
        };

        var replies = await _cli.SendAllAsync(lines, Token);

        Assert.Equal(lines.Select(line => line.Text), replies.Select(reply => reply.Line.Text));
        Assert.InRange(most, CliProfiles.OneLinePrompt.WindowBytes / 2, CliProfiles.OneLinePrompt.WindowBytes);
    }

    [Fact]
    public async Task Many_short_lines_go_in_few_writes()
    {
        _channel.Say("r1#");
        _channel.OnTyped = typed => _channel.Say(string.Concat(typed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line}\r\nr1#")));

        await _cli.SendAllAsync([.. Enumerable.Range(0, 100).Select(_ => new CliLine("vlan 123"))], Token);

        Assert.InRange(_channel.Typed.Count, 9, 12);
    }

    [Fact]
    public async Task A_line_longer_than_the_window_is_typed_alone()
    {
        var text = new string('x', 300);
        Answers("a\r\nr1#", $"{text}\r\nr1#", "b\r\nr1#");

        await _cli.SendAllAsync([new("a"), new(text), new("b")], Token);

        Assert.Equal(["a\n", text + "\n", "b\n"], _channel.Typed);
    }

    [Fact]
    public async Task Behind_a_refused_line_no_more_are_typed()
    {
        _channel.Say("r1#");
        _channel.OnTyped = typed => _channel.Say(string.Concat(typed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line}\r\n% Invalid input\r\nr1#")));

        var replies = await _cli.SendAllAsync([.. Enumerable.Range(0, 100).Select(_ => new CliLine("vlan 123"))], Token);

        Assert.Single(_channel.Typed);
        Assert.Equal(11, replies.Count);
    }

    [Fact]
    public async Task A_logout_behind_a_refused_line_still_gives_the_refusal()
    {
        _channel.Say("r1#bogus\r\n% Invalid input\r\nr1#exit\r\n").Close();

        var replies = await _cli.SendAllAsync([new("bogus"), new("exit"), new("exit")], Token);

        Assert.Equal("% Invalid input", replies[0].Text);
    }

    // The prompt stands there before anything is typed; each line typed gets the next answer.
    private void Answers(params string[] answers)
    {
        var next = new Queue<string>(answers);
        _channel.Say("r1#");
        _channel.OnTyped = typed =>
        {
            for (var count = typed.Count(character => character == '\n'); count > 0; count--)
            {
                _channel.Say(next.Dequeue());
            }
        };
    }
}
