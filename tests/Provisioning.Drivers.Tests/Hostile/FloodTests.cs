using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Devices that send faster than anybody reads: the time that an answer may take, and a cancellation, count all the same.</summary>
public sealed class FloodTests
{
    private const string Base = "xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";
    private static readonly string Filling = $" {new string('x', 1000)}";
    private static readonly string Notification = $"<notification>{Filling}</notification>";

    private static readonly CliProfile Profile = new()
    {
        Prompt = new Regex(@"^(?<host>\w+)(?:\([^()]*\))?[>#] ?"),
        Failure = new Regex("^%"),
        Harmless = new Regex("^$|^!"),
        Questions = [new(new Regex(@"--More--\s*$"), " ", Enter: false)],
    };

    private readonly FakeTimeProvider _clock = new();

    /// <summary>The version of NETCONF's framing, and what comes without end.</summary>
    public static TheoryData<string, string> Messages => new()
    {
        { "1.0", $"{Notification}]]>]]>" },
        { "1.1", $"\n#{Notification.Length}\n{Notification}\n##\n" },
        { "1.0", Filling },
        { "1.1", "\n#1\nx" },
    };

    /// <summary>Lines that are no echo, and a pager that asks at the end of each read.</summary>
    public static TheoryData<string> Outputs => [$"{Filling}\r\n", $"\r\n {new string('x', 1013)}--More--"];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_netconf_request_ends_in_time(string version, string again)
    {
        var channel = new FloodingChannel(new(Hello(version), again), _clock);
        await using var client = await NetconfClient.OpenAsync(channel, DriverContexts.Create(_clock), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.SendAsync(new(NetconfXml.Base + "get"), TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal(ErrorCode.DeviceTimeout, error.Code);
        Assert.InRange(channel.Reads, 1, 62);
        Assert.True(channel.Disposed);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_netconf_request_is_given_up(string version, string again)
    {
        using var cancel = new CancellationTokenSource();
        var channel = new FloodingChannel(new(Hello(version), again), _clock) { OnRead = CancelAfter(5, cancel) };
        await using var client = await NetconfClient.OpenAsync(channel, DriverContexts.Create(_clock), CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(new(NetconfXml.Base + "get"), TimeSpan.FromMinutes(1), cancel.Token));

        Assert.Equal(5, channel.Reads);
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task An_answer_on_a_command_line_ends_in_time(string again)
    {
        var channel = new FloodingChannel(new("r1#show\r\n", again), _clock);
        await using var cli = new CliSession(channel, Profile, DriverContexts.Create(_clock));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => cli.SendAsync("show", CancellationToken.None));

        Assert.Equal(ErrorCode.DeviceTimeout, error.Code);
        Assert.Contains("'r1' was still sending after", error.Message, StringComparison.Ordinal);
        Assert.InRange(channel.Reads, 1, 30 * 60 + 2);
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task A_banner_ends_in_time(string again)
    {
        var channel = new FloodingChannel(new("", again), _clock);
        await using var cli = new CliSession(channel, Profile, DriverContexts.Create(_clock));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => cli.WaitForPromptAsync(CancellationToken.None));

        Assert.Equal(ErrorCode.DeviceTimeout, error.Code);
        Assert.InRange(channel.Reads, 1, 30 * 30 + 2);
    }

    [Fact]
    public async Task An_answer_on_a_command_line_is_given_up()
    {
        using var cancel = new CancellationTokenSource();
        var channel = new FloodingChannel(new("r1#show\r\n", $"{Filling}\r\n"), _clock) { OnRead = CancelAfter(5, cancel) };
        await using var cli = new CliSession(channel, Profile, DriverContexts.Create(_clock));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cli.SendAsync("show", cancel.Token));

        Assert.Equal(5, channel.Reads);
    }

    private static string Hello(string version) =>
        $"<hello {Base}><capabilities><capability>urn:ietf:params:netconf:base:{version}</capability></capabilities><session-id>1</session-id></hello>]]>]]>";

    private static Action CancelAfter(int reads, CancellationTokenSource cancel)
    {
        var left = reads;
        return () =>
        {
            if (--left == 0)
            {
                cancel.Cancel();
            }
        };
    }
}
