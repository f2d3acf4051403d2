using System.Text;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Tests.Ssh;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>SSH servers, real and feigned, that mean harm before anybody is logged in.</summary>
public sealed class HostileSshTests
{
    private const string Escapes = "\x1b[2J\x1b]0;owned\a";
    private const int MostTaken = 16 << 20;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly string Line = new('x', 4000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, HostileSpeech> Speeches = new()
    {
        ["one line without end"] = new("", Line),
        ["lines without end"] = new("", "x\r\n"),
        ["no text"] = new("", "\0"),
        ["another protocol"] = new($"HTTP/1.1 400 {Escapes}\r\n\r\n") { HangsUp = true },
        ["an unknown version"] = new($"SSH-{Escapes}-x\r\n"),
        ["no packets"] = new("SSH-2.0-x\r\n", Line),
        ["a goodbye"] = new($"SSH-2.0-x\r\n{Packet($"\x01\0\0\0\x0c\0\0\0{(char)Escapes.Length}{Escapes}\0\0\0\0")}"),
    };

    [Theory]
    [InlineData("one line without end", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("lines without end", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("no text", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("another protocol", nameof(ErrorCode.ConnectionLost))]
    [InlineData("an unknown version", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("no packets", nameof(ErrorCode.UnexpectedAnswer))]
    [InlineData("a goodbye", nameof(ErrorCode.ConnectionLost))]
    public async Task What_is_no_SSH_server_is_told_and_left(string speech, string code)
    {
        var said = Speeches[speech];
        await using var server = new TalkingServer(said);

        var error = await ConnectAsync(server, Soon);

        Assert.True(error.Code.Reason == code, error.ToString());
        Assert.InRange(error.Message.Length, 1, 2500);
        HostileBeds.AssertHarmless(error.Message);
        await server.Left.WaitAsync(Soon, Cancel);
        Assert.InRange(said.Said, 1, MostTaken);
    }

    /// <summary>Each of them is to be ignored (RFC 4253, section 11.2).</summary>
    [Fact]
    public async Task Packets_that_say_nothing_end_with_the_time()
    {
        ConnectionException? error = null;

        // On a busy machine the two may not even come to know each other in so little time.
        for (var limit = TimeSpan.FromMilliseconds(300); limit < Soon && error?.Code != ErrorCode.DeviceTimeout; limit *= 2)
        {
            await using var server = new TalkingServer(new("SSH-2.0-x\r\n", Packet($"\x02\0\0\0\x40{new string('x', 64)}")));
            error = await ConnectAsync(server, limit);
            await server.Left.WaitAsync(Soon, Cancel);
        }

        Assert.Equal(ErrorCode.DeviceTimeout, error?.Code);
    }

    [Fact]
    public async Task A_banner_of_60_kilobytes_before_the_login_does_not_disturb_it()
    {
        await using var lab = await BanneredAsync(60_000);
        var log = new LogRecorder();

        await using var connection = await lab.Transport().ConnectAsync(lab.Context() with { Logger = log.CreateLogger("ssh") }, Cancel);

        Assert.Equal("hello\n", (await connection.ExecuteAsync("echo hello", null, Cancel)).Output);
        HostileBeds.AssertHarmless(log.Text);
    }

    /// <summary>No packet may be as long; OpenSSH itself sends none of a megabyte, and hangs up.</summary>
    [Theory]
    [InlineData(200_000, nameof(ErrorCode.UnexpectedAnswer), "A banner of more than 64 KiB is one reason.")]
    [InlineData(1_000_000, nameof(ErrorCode.ConnectionLost), "closed the connection before the login")]
    public async Task A_longer_banner_before_the_login_is_refused(int length, string code, string told)
    {
        await using var lab = await BanneredAsync(length);

        var error = await Assert.ThrowsAsync<ConnectionException>(() => lab.ConnectAsync());

        Assert.Equal(code, error.Code.Reason);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 1000);
        HostileBeds.AssertHarmless(error.Message);
    }

    private static Task<SshLab> BanneredAsync(int length) =>
        SshLab.StartAsync(SshLab.Quick with { Banner = string.Concat(Enumerable.Repeat($"{Escapes}{new string('x', 68)}\r\n", length / 87)) });

    private static async Task<ConnectionException> ConnectAsync(TalkingServer server, TimeSpan limit)
    {
        var context = DriverContexts.Create();
        context = context with { Device = context.Device with { Address = "127.0.0.1", Port = server.Port }, Timeouts = new() { Connect = limit } };
        return await Assert.ThrowsAsync<ConnectionException>(() => new SshTransport(new() { KnownHostsFile = "/nowhere/known_hosts" }).ConnectAsync(context, Cancel));
    }

    /// <summary>A packet before any keys are exchanged (RFC 4253, section 6).</summary>
    private static string Packet(string payload)
    {
        var padding = 8 - ((5 + payload.Length) % 8) + 8;
        return $"\0\0\0{(char)(1 + payload.Length + padding)}{(char)padding}{payload}{new string('\0', padding)}";
    }
}
