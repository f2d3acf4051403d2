using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>
/// Whatever a device loses of what is typed ahead: no line runs twice, none is lost without an error, and where a loss can be
/// proven to have run nothing, the session goes on more slowly. Each property holds for many random devices.
/// </summary>
public sealed class SmallTerminalTests
{
    private const int Devices = 100;

    private static readonly CliProfile Profile = new()
    {
        Prompt = new Regex(@"^(?<host>\w+)(?:\([^()]*\))?[>#] ?"),
        Failure = new Regex("^%"),
        Harmless = new Regex("^$|^!"),
        WindowBytes = 1024,
        LargestWindowBytes = 8192,
    };

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_with_room_enough_gets_every_line_once() => await ForEachAsync(async random =>
    {
        var lines = Lines(random);
        var device = new SmallTerminal(int.MaxValue, random, _clock) { TakesPieces = true };

        var replies = await SendAsync(device, lines);

        AssertRan(lines, device, replies);
    });

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(600)]
    [InlineData(3000)]
    public async Task A_device_that_keeps_the_beginning_gets_every_line_once(int room) => await ForEachAsync(async random =>
    {
        var lines = Lines(random);
        var device = new SmallTerminal(room, random, _clock);

        AssertRan(lines, device, await SendAsync(device, lines));
    });

    [Fact]
    public async Task A_device_that_forgets_what_was_typed_while_it_was_busy_gets_every_line_once() => await ForEachAsync(async random =>
    {
        var lines = Lines(random);
        var device = new SmallTerminal(int.MaxValue, random, _clock) { Forgets = true };

        AssertRan(lines, device, await SendAsync(device, lines));
    });

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(2000)]
    public async Task What_is_lost_anywhere_is_typed_again_or_an_error_and_never_run_twice(int room) => await ForEachAsync(async random =>
    {
        var lines = Lines(random);
        var device = new SmallTerminal(room, random, _clock) { TakesPieces = true, Forgets = random.Next(2) == 0 };
        IReadOnlyList<CliReply>? replies = null;
        try
        {
            replies = await SendAsync(device, lines);
        }
        catch (ConnectionException error)
        {
            AssertTold(error);
            Assert.NotEqual(0, device.LostBytes);
        }

        if (replies is not null)
        {
            AssertRan(lines, device, replies);
        }

        AssertInOrder(lines, device);
    });

    [Fact]
    public async Task A_device_that_stops_echoing_is_an_error() => await ForEachAsync(async random =>
    {
        var lines = Lines(random);
        var device = new SmallTerminal(int.MaxValue, random, _clock) { Echoes = random.Next(0, lines.Length) };

        AssertTold(await Assert.ThrowsAsync<ConnectionException>(() => SendAsync(device, lines)));

        AssertInOrder(lines, device);
    });

    [Fact]
    public async Task The_window_shrinks_to_half_of_what_was_kept()
    {
        var device = new SmallTerminal(500, new Random(1), _clock);
        await using var cli = Session(device);
        await cli.SendAllAsync(Lines(new Random(2)), Token);
        var lost = device.LostBytes;

        await cli.SendAllAsync(Lines(new Random(3)), Token);

        Assert.NotEqual(0, lost);
        Assert.Equal(lost, device.LostBytes);
    }

    private static CliLine[] Lines(Random random) =>
        [.. Enumerable.Range(1, random.Next(20, 200)).Select(number => new CliLine(random.Next(4) switch
        {
            0 => $"interface Vlan{number}",
            1 => $"description {number} {new string('x', random.Next(1, 60))} {number}",
            2 => "no shutdown",
            _ => $"ip address 10.0.{number}.1/24",
        }))];

    private static void AssertTold(ConnectionException error) =>
        Assert.True(error.Code == ErrorCode.UnexpectedAnswer || error.Code == ErrorCode.DeviceTimeout, error.Message);

    private static void AssertRan(CliLine[] lines, SmallTerminal device, IReadOnlyList<CliReply> replies)
    {
        Assert.Equal(lines.Select(line => line.Text), device.Ran);
        Assert.Equal(lines.Select(line => SmallTerminal.Answer(line.Text)), replies.Select(reply => reply.Text));
    }

    // What ran and was typed, ran in its order: each once.
    private static void AssertInOrder(CliLine[] lines, SmallTerminal device)
    {
        var typed = lines.Select(line => line.Text).ToHashSet();
        var next = 0;
        foreach (var ran in device.Ran.Where(typed.Contains))
        {
            next = Array.FindIndex(lines, next, line => line.Text == ran) + 1;
            Assert.NotEqual(0, next);
        }
    }

    private static async Task ForEachAsync(Func<Random, Task> property)
    {
        for (var seed = 0; seed < Devices; seed++)
        {
            try
            {
                await property(new Random(seed));
            }
            catch (Exception error)
            {
                Assert.Fail($"Seed {seed}: {error.Message}");
            }
        }
    }

    private async Task<IReadOnlyList<CliReply>> SendAsync(SmallTerminal device, CliLine[] lines)
    {
        await using var cli = Session(device);
        return await cli.SendAllAsync(lines, Token);
    }

    private CliSession Session(SmallTerminal device) => new(device, Profile, DriverContexts.Create(_clock));
}
