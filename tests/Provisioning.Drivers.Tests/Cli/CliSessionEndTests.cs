using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>A device that falls silent, hangs up or never stops, and who gives up on it.</summary>
public sealed class CliSessionEndTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedChannel _channel = new();
    private readonly CliSession _cli;

    public CliSessionEndTests() => _cli = new(_channel, CliProfiles.OneLinePrompt, DriverContexts.Create(_clock));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Fact]
    public async Task Silence_is_a_timeout_that_says_what_was_awaited_and_seen()
    {
        _channel.Say("r1#show\r\nhalf a login-Secret9\x1b[31m");
        var sending = _cli.SendAsync("show", Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(60), sending);

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => sending);

        Assert.Equal(ErrorCode.DeviceTimeout, exception.Code);
        Assert.Contains("60 s", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'show'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("half a <secret-1>", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The usual cause is a platform in the inventory that the device is not.</summary>
    [Fact]
    public async Task Where_no_prompt_comes_the_platform_is_named()
    {
        var context = DriverContexts.Create(_clock);
        await using var cli = new CliSession(_channel, CliProfiles.OneLinePrompt, context with { Device = context.Device with { Platform = "nokia_srl" } });
        _channel.Say("$ ");
        var waiting = cli.WaitForPromptAsync(Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(60), waiting);

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => waiting);

        Assert.Contains("the first prompt of platform 'nokia_srl' should come", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'$ '", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_timeout_the_session_is_of_no_more_use()
    {
        var sending = _cli.SendAsync("show", Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(60), sending);
        await Assert.ThrowsAsync<ConnectionException>(() => sending);
        _channel.Say("r1#again\r\nr1#");

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => _cli.SendAsync("again", Token));

        Assert.Equal(ErrorCode.ConnectionLost, exception.Code);
        Assert.Equal(["show\n"], _channel.Typed);
    }

    [Fact]
    public async Task A_device_that_does_not_read_is_a_timeout_too()
    {
        _channel.Stuck = true;
        var sending = _cli.SendAsync("show", Token);
        await _channel.PassAsync(_clock, TimeSpan.FromSeconds(60), sending);

        Assert.Equal(ErrorCode.DeviceTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => sending)).Code);
    }

    [Fact]
    public async Task A_slow_answer_is_no_silence()
    {
        _channel.Say("r1#show\r\n");
        var sending = _cli.SendAsync("show", Token);
        for (var part = 0; part < 3; part++)
        {
            await _channel.PassAsync(_clock, TimeSpan.FromSeconds(50), sending);
            _channel.Say($"{part}\r\n");
        }

        _channel.Say("r1#");

        Assert.Equal("0\n1\n2", (await sending).Text);
    }

    [Fact]
    public async Task A_closed_channel_is_a_lost_connection()
    {
        _channel.Say("r1#show\r\nconnection reset by administrator\r\n").Close();

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => _cli.SendAsync("show", Token));

        Assert.Equal(ErrorCode.ConnectionLost, exception.Code);
        Assert.Contains("connection reset by administrator", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_closed_before_the_prompt_is_a_lost_connection()
    {
        _channel.Say("go away\r\n").Close();

        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => _cli.WaitForPromptAsync(Token))).Code);
    }

    [Fact]
    public async Task Endless_output_is_given_up()
    {
        var part = string.Concat(Enumerable.Repeat(new string('x', 1022) + "\r\n", 64));
        _channel.Say("r1#show\r\n");
        for (var sent = 0; sent < 66 << 20; sent += part.Length)
        {
            _channel.Say(part);
        }

        Assert.Equal(ErrorCode.UnexpectedAnswer, (await Assert.ThrowsAsync<ConnectionException>(() => _cli.SendAsync("show", Token))).Code);
    }

    [Fact]
    public async Task A_cancelled_dialogue_ends_the_session()
    {
        using var cancelling = new CancellationTokenSource();
        var sending = _cli.SendAsync("show", cancelling.Token);
        await _channel.Waiting.Task;
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await Assert.ThrowsAsync<ConnectionException>(() => _cli.SendAsync("again", Token));
    }

    [Fact]
    public async Task Disposing_closes_the_channel()
    {
        await _cli.DisposeAsync();

        Assert.True(_channel.Disposed);
    }
}
