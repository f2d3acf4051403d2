using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>Prompts with a line above them, and command lines that draw themselves until they are told not to.</summary>
public sealed class TwoLinePromptTests : IAsyncDisposable
{
    private const string Running = "--{ running }--[  ]--\r\nA:r1# ";
    private const string Candidate = "--{ * candidate private p1 }--[  ]--\r\nA:r1# ";

    private static readonly CliProfile Profile = new()
    {
        Prompt = new Regex(@"^A:(?<host>\w+)# ?"),
        PromptHead = new Regex(@"^--\{.*\}--\[.*\]--$"),
        Failure = new Regex("^Error"),
        Harmless = new Regex("^$"),
        Noise = new Regex("^LOG: "),
        Comment = "#",
    };

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedChannel _channel = new();
    private CliSession _cli;

    public TwoLinePromptTests() => _cli = Session(Profile);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_prompt_has_the_line_above_it(bool byteByByte)
    {
        Say("Welcome\r\n--{ no prompt\r\n" + Running, byteByByte);

        await _cli.WaitForPromptAsync(Token);

        Assert.Equal("--{ running }--[  ]--\nA:r1#", _cli.Prompt.TrimEnd());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_line_above_a_prompt_is_in_no_answer(bool byteByByte)
    {
        Say($"{Running}enter\r\n\r\n{Candidate}show\r\none\r\ntwo\r\n{Candidate}", byteByByte);

        var replies = await _cli.SendAllAsync([new("enter"), new("show")], Token);

        Assert.Equal(["", "one\ntwo"], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_line_like_it_inside_an_answer_stays_there()
    {
        _channel.Say($"{Running}show\r\n--{{ running }}--[  ]--\r\nlast\r\n{Running}");

        Assert.Equal("--{ running }--[  ]--\nlast", (await _cli.SendAsync("show", Token)).Text);
    }

    [Fact]
    public async Task Each_reply_knows_the_whole_prompt_it_was_typed_at()
    {
        _channel.Say(Running);
        await _cli.WaitForPromptAsync(Token);
        _channel.Say($"a\r\n{Candidate}b\r\n{Running}");
        var first = await _cli.SendAllAsync([new("a"), new("b")], Token);
        _channel.Say($"c\r\n{Running}");
        var second = await _cli.SendAsync("c", Token);

        Assert.Equal(
            ["--{ running }--[  ]--\nA:r1# ", "--{ * candidate private p1 }--[  ]--\nA:r1# ", "--{ running }--[  ]--\nA:r1# "],
            first.Append(second).Select(reply => reply.Prompt));
    }

    [Theory]
    [InlineData("--{ candidate private p1 }--[  ]--")]
    [InlineData("--{ * candidate private p1 }--[  ]--")]
    [InlineData("--{ +* candidate private p1 }--[ interface ethernet-1/1 ]--")]
    [InlineData("--{ [FACTORY] +!* candidate private p1 }--[  ]--")]
    public async Task Flags_come_and_go(string head)
    {
        _channel.Say($"{Running}enter\r\n{head}\r\nA:r1# ");
        await _cli.SendAsync("enter", Token);

        Assert.StartsWith(head + "\n", _cli.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_the_line_is_one_too()
    {
        _channel.Say("A:r1# a\r\none\r\nA:r1# ");

        Assert.Equal("one", (await _cli.SendAsync("a", Token)).Text);
        Assert.Equal("A:r1# ", _cli.Prompt);
    }

    [Fact]
    public async Task Under_the_line_another_host_name_is_believed()
    {
        _channel.Say($"{Running}a\r\n{Running}");
        await _cli.SendAsync("a", Token);
        _channel.Say("b\r\nA:r2# no prompt\r\n--{ running }--[  ]--\r\nA:r2# ");

        Assert.Equal("A:r2# no prompt", (await _cli.SendAsync("b", Token)).Text);
    }

    [Fact]
    public async Task A_log_line_between_the_two_is_dropped()
    {
        _channel.Say($"{Running}a\r\n--{{ running }}--[  ]--\r\nLOG: now\r\nA:r1# ");

        Assert.Equal("", (await _cli.SendAsync("a", Token)).Text);
        Assert.StartsWith("--{ running }", _cli.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_may_stand_in_the_line_above()
    {
        _channel.Say(Running);
        _channel.OnTyped = typed => _channel.Say(typed == "enter\n" ? $"enter\r\n{Candidate}" : $"set\r\n{Candidate}");

        await _cli.SendAllAsync([new("enter"), new("set", At: "candidate private p1")], Token);

        Assert.Equal(["enter\n", "set\n"], _channel.Typed);
    }

    [Fact]
    public async Task At_another_place_the_line_is_not_typed()
    {
        _channel.Say(Running);
        _channel.OnTyped = _ => _channel.Say($"enter\r\n{Running}");

        await _cli.SendAllAsync([new("enter"), new("set", At: "candidate private p1")], Token);

        Assert.Equal(["enter\n"], _channel.Typed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_that_draws_itself_is_made_plain_before_anything_is_believed(bool byteByByte)
    {
        const string Toolbar = "\r\n\x1b[7mCurrent mode: running\x1b[0m\x1b[J\x1b[1A\r\x1b[6C";
        _cli = Session(Profile with { FirstLine = "plain on" });
        Say("A:r1# in a banner\r\n" + Running + Toolbar, byteByByte);
        _channel.OnTyped = typed => Say(typed == "plain on\n" ? $"plain on\x1b[J\r\n{Running}" : $"show\r\none\r\n{Running}", byteByByte);

        await _cli.WaitForPromptAsync(Token);

        Assert.Equal(["plain on\n"], _channel.Typed);
        Assert.Equal("one", (await _cli.SendAsync("show", Token)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_comment_that_asks_a_silent_device_leaves_no_trace(bool lost)
    {
        _channel.Say(Running);
        await _cli.WaitForPromptAsync(Token);
        _channel.Say($"a\r\none\r\n{Running}");
        var sending = _cli.SendAllAsync([new("a"), new("b")], Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(15), sending);

        _channel.OnTyped = typed => _channel.Say($"b\r\ntwo\r\n{Candidate}");
        _channel.Say(lost ? $"# prv-0a1b2c3d-lost\r\n{Running}" : $"b\r\ntwo\r\n{Candidate}# prv-0a1b2c3d-lost\r\n{Candidate}");
        var replies = await sending;

        Assert.Equal(["one", "two"], replies.Select(reply => reply.Text));
        Assert.StartsWith("--{ * candidate private p1 }", _cli.Prompt, StringComparison.Ordinal);
        Assert.Equal(lost ? ["a\nb\n", "# prv-0a1b2c3d-lost\n", "b\n"] : ["a\nb\n", "# prv-0a1b2c3d-lost\n"], _channel.Typed);
    }

    [Fact]
    public async Task A_line_that_never_gets_plain_is_told()
    {
        _cli = Session(Profile with { FirstLine = "plain on" });
        _channel.Say(Running);
        var waiting = _cli.WaitForPromptAsync(Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(30), waiting);

        Assert.Equal(ErrorCode.DeviceTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => waiting)).Code);
    }

    [Fact]
    public async Task A_refused_line_is_seen_above_the_line_of_the_next_prompt()
    {
        _channel.Say($"{Running}a\r\nError: no\r\n{Running}b\r\n{Running}");

        var replies = await _cli.SendAllAsync([new("a"), new("b")], Token);

        Assert.Equal(["Error: no", ""], replies.Select(reply => reply.Text));
    }

    private CliSession Session(CliProfile profile) => new(_channel, profile, DriverContexts.Create(_clock));

    private void Say(string text, bool byteByByte) => _ = byteByByte ? _channel.SayByteByByte(text) : _channel.Say(text);
}
