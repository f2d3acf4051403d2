using System.Text.RegularExpressions;
using Provisioning.Drivers.Tests.Platforms;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>Whole runs on devices whose web servers mean harm: each ends with the right error, and nothing is changed.</summary>
public sealed partial class HostileHttpTests
{
    private const string Escapes = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e";
    private const string Escaped = @"\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e";
    private const long Enough = 80 << 20;

    public static TheoryData<string> Services => ["arista_eos", "cisco_nxos"];

    /// <summary>What stands for ID is what the request wants back.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["no JSON"] = $"<html>{Escapes}</html>",
        ["nothing"] = "",
        ["arrays in arrays"] = new('[', 100_000),
        ["objects in objects"] = $"{string.Concat(Enumerable.Repeat("{\"a\":", 100_000))}1{new string('}', 100_000)}",
        ["half a character"] = "{\"id\":ID,\"result\":[{\"output\":\"\\ud800\"},{\"output\":\"\\ud800\"}]}",
        ["half a character, as bytes"] = "{\"id\":ID,\"result\":\"\ud800\"}",
        ["half a character for a name"] = "{\"\\ud800\":1,\"id\":ID}",
        ["half a character for an id"] = "{\"id\":\"\\ud800\",\"result\":[]}",
        ["a number out of range"] = "{\"id\":1e999,\"result\":{\"msg\":\"\"}}",
        ["an error"] = $"{{\"id\":ID,\"error\":{{\"code\":1,\"message\":\"{Escaped}\"}}}}",
        ["an error of a command"] = $"{{\"id\":ID,\"error\":{{\"code\":1,\"message\":\"CLI command 2 of 2 'show version' failed: {Escaped}\",\"data\":{{\"msg\":\"{Escaped}\"}}}}}}",
        ["an answer of escape sequences"] = $"{{\"id\":ID,\"result\":{{\"msg\":\"{Escaped}\"}}}}",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Cases => Services.SelectMany(_ => Bodies.Keys, (service, body) => new TheoryDataRow<string, string>(service.Data, body));

    /// <summary>How the body comes.</summary>
    public static TheoryData<string, string> Endless => new()
    {
        { "arista_eos", "Transfer-Encoding: chunked\r\n\r\n" },
        { "arista_eos", "Content-Length: 9000000000000000000\r\n\r\n" },
        { "cisco_nxos", "Transfer-Encoding: chunked\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_that_is_none_is_quoted_as_text(string platform, string body)
    {
        var server = HttpsServer.Start(exchange => exchange.AnswerAsync(Bodies[body].Replace("ID", Id().Match(exchange.Body).Groups[1].Value, StringComparison.Ordinal)));

        var (result, log) = await RunAsync(platform, server);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.InRange(result.Error!.Message.Length, 1, 4000);
        HostileBeds.AssertHarmless(result, log);
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task A_body_without_end_is_given_up(string platform, string headers)
    {
        var chunk = $"10000\r\n{new string('x', 0x10000)}\r\n";
        var speech = new HostileSpeech($"HTTP/1.1 200 OK\r\n{headers}", chunk);
        var server = HttpsServer.Start(exchange => SayAsync(exchange, speech));

        var (result, log) = await RunAsync(platform, server);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("an answer of more than 64 MiB", result.Error!.Message, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, log);
    }

    /// <summary>Each would be a string of its own, and eight million lines are no config.</summary>
    [Theory]
    [InlineData("arista_eos", @"\n")]
    [InlineData("cisco_nxos", "1,")]
    public async Task A_body_of_too_many_parts_is_given_up(string platform, string part)
    {
        var body = string.Concat(Enumerable.Repeat(part, 8_000_000));
        var server = HttpsServer.Start(exchange => exchange.AnswerAsync(body));

        var (result, _) = await RunAsync(platform, server);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("an answer of 8000000 lines and values", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")]
    [InlineData($"HTTP/1.1 200 OK\r\n{Escapes}\r\n\r\n")]
    [InlineData($"{Escapes}\r\n")]
    public async Task Heads_without_end_are_given_up(string again)
    {
        var speech = new HostileSpeech("", again);
        var server = HttpsServer.Start(exchange => SayAsync(exchange, speech));

        var (result, log) = await RunAsync("arista_eos", server);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        HostileBeds.AssertHarmless(result, log);
    }

    /// <summary>A commit on a device that has another web server than its own.</summary>
    private static async Task<(ProvisionResult Result, string Log)> RunAsync(string platform, HttpsServer server)
    {
        await using LabBed bed = platform == "arista_eos" ? new AristaEosBed(eapi: true) : new CiscoNxosBed(nxapi: true);
        var before = await Truth.OfAsync(bed);
        bed.Serve(server);
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync();

        Assert.Equal(before, await Truth.OfAsync(bed));
        return (result, engine.Log.Text);
    }

    // The relay before the server keeps what the client does not read.
    private static async Task SayAsync(HttpsExchange exchange, HostileSpeech speech)
    {
        var buffer = new byte[64 * 1024];
        while (speech.Said < Enough)
        {
            await exchange.WriteAsync(buffer.AsMemory(0, speech.Say(buffer)));
        }

        await Task.Delay(Timeout.Infinite, exchange.Aborted);
    }

    [GeneratedRegex("\"id\": ?(\"[^\"]+\"|[0-9]+)")]
    private static partial Regex Id();
}
