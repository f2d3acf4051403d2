using System.Text;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>How far ahead is typed, and what happens where a device does not bear it.</summary>
public sealed class CliWindowTests
{
    private static readonly CliProfile Profile = CliProfiles.OneLinePrompt with { LargestWindowBytes = 1000 };

    private static readonly CliLine[] Lines = [.. Enumerable.Range(100, 300).Select(number => new CliLine($"vlan {number}"))];

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedChannel _channel = new ScriptedChannel().Say("r1#");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_window_doubles_while_the_device_keeps_up()
    {
        _channel.OnTyped = Echo;
        await using var cli = Session(Profile);

        await cli.SendAllAsync(Lines, Token);

        Assert.Equal([99, 198, 396, 792], _channel.Typed.Take(4).Select(typed => typed.Length));
        Assert.InRange(_channel.Typed.Max(typed => typed.Length), 900, 1000);
    }

    [Fact]
    public async Task A_platform_can_have_its_lines_typed_one_at_a_time()
    {
        _channel.OnTyped = Echo;
        await using var cli = Session(Profile with { TypesAhead = false });

        await cli.SendAllAsync(Lines[..20], Token);

        Assert.Equal(Lines[..20].Select(line => line.Text + "\n"), _channel.Typed);
    }

    [Fact]
    public async Task What_a_device_threw_away_is_typed_again_one_line_at_a_time()
    {
        var ran = new List<string>();
        _channel.OnTyped = typed =>
        {
            // This device forgets what was typed while it was at work.
            var first = typed.Split('\n')[0];
            ran.Add(first);
            _channel.Say($"{first}\r\nr1#");
        };
        await using var cli = Session(Profile);

        var sending = cli.SendAllAsync(Lines[..8], Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(15), sending);
        var replies = await sending;

        Assert.Equal(Lines[..8].Select(line => line.Text), ran.Where(line => line.StartsWith("vlan", StringComparison.Ordinal)));
        Assert.Equal(8, replies.Count);
    }

    [Fact]
    public async Task A_config_with_lines_like_prompts_is_read_whole_though_the_comment_behind_it_is_lost()
    {
        const string Config = "banner motd\nr1#fooled\nr1#\nEOF\nend";
        _channel.OnTyped = typed => _channel.Say(typed.StartsWith("show", StringComparison.Ordinal)
            ? $"show running-config\r\n{Config.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\nr1#\r\nr1#"
            : Echoed(typed, "r1#"));
        await using var cli = Session(Profile);

        var reading = cli.ReadAnyAsync("show running-config", Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(15), reading);

        Assert.Equal(Config, (await reading).Text);
        Assert.Equal(["show running-config\n! prv-0a1b2c3d\n", "! prv-0a1b2c3d-lost\n", "! prv-0a1b2c3d\n"], _channel.Typed);
    }

    [Fact]
    public async Task A_line_lost_before_a_later_one_ran_is_an_error_that_names_the_cure()
    {
        _channel.Say("vlan 100\r\nr1#vlan 102\r\nr1#");
        await using var cli = Session(Profile);

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => cli.SendAllAsync(Lines[..3], Token));

        Assert.Contains("'vlan 101'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("type_ahead=false", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "vlan 100\nvlan 101\n")]
    [InlineData("false", "vlan 100\n")]
    public async Task A_device_option_has_lines_typed_one_at_a_time(string option, string first)
    {
        _channel.OnTyped = Echo;
        var context = DriverContexts.Create(_clock);
        var device = context.Device with { Options = new Dictionary<string, string> { ["type_ahead"] = option } };
        await using var cli = new CliSession(_channel, Profile, context with { Device = device });

        await cli.SendAllAsync(Lines[..2], Token);

        Assert.Equal(first, _channel.Typed[0]);
    }

    [Fact]
    public async Task A_slow_device_that_threw_nothing_away_runs_nothing_twice()
    {
        await using var cli = Session(Profile);
        var sending = cli.SendAllAsync(Lines[..2], Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(15), sending);

        _channel.Say("vlan 100\r\nr1#vlan 101\r\nlast words\r\nr1#! prv-0a1b2c3d-lost\r\n% Invalid input\r\nr1#");
        var replies = await sending;

        Assert.Equal(["vlan 100\nvlan 101\n", "! prv-0a1b2c3d-lost\n"], _channel.Typed);
        Assert.Equal(["", "last words"], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_device_that_answers_not_even_the_comment_is_silent()
    {
        await using var cli = Session(Profile);
        var sending = cli.SendAllAsync(Lines[..2], Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(15), sending);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(45), sending);

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => sending);

        Assert.Equal(ErrorCode.DeviceTimeout, exception.Code);
        Assert.Contains("60 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_belongs_to_a_place_waits_for_the_prompt_before_it()
    {
        _channel.OnTyped = typed => _channel.Say(typed == "exit\n" ? "exit\r\nr1(config)#" : Echoed(typed, "r1(config)#"));
        await using var cli = Session(Profile);

        await cli.SendAllAsync([new("exit"), new("vlan 1", At: "(config"), new("vlan 2")], Token);

        Assert.Equal(["exit\n", "vlan 1\nvlan 2\n"], _channel.Typed);
    }

    [Fact]
    public async Task A_line_that_belongs_elsewhere_is_not_typed_nor_those_behind_it()
    {
        _channel.OnTyped = Echo;
        await using var cli = Session(Profile);

        var replies = await cli.SendAllAsync([new("exit"), new("reload", At: "(config"), new("vlan 2")], Token);

        Assert.Equal(["exit\n"], _channel.Typed);
        Assert.Single(replies);
    }

    [Fact]
    public void Behind_a_loss_the_window_grows_again_with_care()
    {
        var window = new CliWindow(Profile, typesAhead: true);
        Keep(window, lines: 10, size: 80);
        window.Lost();
        Assert.Equal(400, Room(window));

        Keep(window, lines: 5, size: 80);
        Assert.Equal(450, Room(window));

        Keep(window, lines: 500, size: 80);
        Assert.Equal(600, Room(window));
    }

    [Theory]
    [InlineData(1, 10, false)]
    [InlineData(1, 3, true)]
    [InlineData(2, 10, false)]
    [InlineData(3, 10, true)]
    public void Where_few_lines_are_kept_or_losses_go_on_it_is_one_line_for_good(int losses, int kept, bool isOneLine)
    {
        var window = new CliWindow(Profile, typesAhead: true);
        for (var loss = 0; loss < losses; loss++)
        {
            Keep(window, kept, size: 80);
            window.Lost();
        }

        Keep(window, lines: 500, size: 80);

        Assert.Equal(isOneLine, window.IsOneLine);
        Assert.Equal(isOneLine, Room(window) == 0);
    }

    private static void Keep(CliWindow window, int lines, int size)
    {
        window.Begin();
        for (var line = 0; line < lines; line++)
        {
            window.Echoed(size);
        }
    }

    /// <summary>How many bytes it takes at once.</summary>
    private static int Room(CliWindow window) => Enumerable.Range(0, 10_000).TakeWhile(bytes => window.Takes(1, bytes)).Count();

    private static string Echoed(string typed, string prompt)
    {
        var echo = new StringBuilder();
        foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            echo.Append(line).Append("\r\n").Append(prompt);
        }

        return echo.ToString();
    }

    private void Echo(string typed) => _channel.Say(Echoed(typed, "r1#"));

    private CliSession Session(CliProfile profile) => new(_channel, profile, DriverContexts.Create(_clock));
}
