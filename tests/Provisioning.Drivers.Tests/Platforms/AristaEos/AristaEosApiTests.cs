using System.Net;
using System.Text.Json;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>Against an eAPI that answers what the test says, be it ever so odd; what a proper one does is in the conformance suite.</summary>
public sealed class AristaEosApiTests : IHttpTransport
{
    private readonly List<JsonElement> _requests = [];
    private readonly AristaEosSession _session;
    private readonly AristaEosApi _api;
    private Func<string[], string> _answer = Succeed;
    private HttpStatusCode _status = HttpStatusCode.OK;

    public AristaEosApiTests()
    {
        var context = DriverContexts.Create();
        _api = new(new HttpDeviceClient(this, context, AristaEosApi.Service), context);
        _session = new(_api, context);
    }

    public IReadOnlyList<DeviceOption> Options => [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HttpMessageHandler CreateHandler(DeviceContext context) => new Handler(this);

    [Fact]
    public async Task Commands_that_may_go_together_are_one_request()
    {
        await _api.RunAsync([new("copy a b", Slow: true), new("show running-config", EosForm.Text), new("show version", EosForm.Json), new("delete b")], Token);

        Assert.Equal(["text: enable|copy a b|show running-config", "json: enable|show version|delete b"], _requests.Select(Show));
    }

    [Fact]
    public async Task Behind_a_request_that_failed_no_other_is_sent()
    {
        _answer = _ => """{"code":1002,"message":"CLI command 2 of 2 'show running-config' failed: invalid command"}""";

        var replies = await _api.RunAsync([new("show running-config", EosForm.Text), new("show version", EosForm.Json)], Token);

        Assert.Single(replies);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_load_is_one_request()
    {
        await _session.LoadAsync("interface Ethernet1\n   shutdown\nbanner motd\nhello\nEOF\n", LoadOperation.Replace, Token);

        var name = _requests[^1].GetProperty("cmds")[1].GetString();
        Assert.Equal(2, _requests.Count);
        Assert.Equal($"text: enable|{name}|rollback clean-config|interface Ethernet1|shutdown|end|{name}|banner motd<hello>|end", Show(_requests[^1]));
    }

    [Theory]
    [InlineData("Something that nobody has heard of")]
    [InlineData("% Some failure that is no error of eAPI")]
    public async Task An_output_that_is_not_known_as_harmless_is_a_rejection(string output)
    {
        _answer = commands => Outputs(commands, command => command == "shutdown" ? output + "\n" : "");

        var error = await Assert.ThrowsAsync<LoadException>(() => _session.LoadAsync("interface Ethernet1\n   shutdown\n", LoadOperation.Merge, Token));

        Assert.Equal(ErrorCode.LoadRejected, error.Code);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(output, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_no_rejection()
    {
        _answer = commands => Outputs(commands, command => command == "shutdown" ? "! Interface does not exist. The configuration will not take effect until the module is inserted.\n" : "");

        await _session.LoadAsync("interface Ethernet99\n   shutdown\n", LoadOperation.Merge, Token);
    }

    [Theory]
    [InlineData("""{"code":1003,"message":"CLI command 2 of 2 'show configuration sessions detail' failed: unconverted command"}""", "unconverted command")]
    [InlineData("""{"code":-32602,"message":"Invalid params"}""", "failure of eAPI itself")]
    public async Task An_error_in_place_of_the_sessions_is_not_taken_for_none(string error, string said)
    {
        _answer = _ => error;

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => _session.GetPendingCommitAsync(Token));

        Assert.Equal(ErrorCode.UnexpectedAnswer, exception.Code);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_status_than_200_is_no_answer_of_eAPI_whatever_it_holds()
    {
        _status = HttpStatusCode.InternalServerError;

        Assert.Equal(ErrorCode.UnexpectedAnswer, (await Assert.ThrowsAsync<ConnectionException>(() => _session.GetPendingCommitAsync(Token))).Code);
    }

    private static string Succeed(string[] commands) => Outputs(commands, _ => "");

    private static string Outputs(string[] commands, Func<string, string> output) => JsonSerializer.Serialize(commands.Select(command =>
        command.StartsWith("show configuration sessions", StringComparison.Ordinal) ? (object)new { sessions = new object() } : new { output = output(command) }));

    private static string Show(JsonElement request) => $"{request.GetProperty("format").GetString()}: {string.Join('|', Commands(request))}";

    private static IEnumerable<string> Commands(JsonElement request) => request.GetProperty("cmds").EnumerateArray().Select(command =>
        command.ValueKind == JsonValueKind.String ? command.GetString()! : $"{command.GetProperty("cmd").GetString()}<{command.GetProperty("input").GetString()}>");

    private sealed class Handler(AristaEosApiTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            var parameters = body.RootElement.GetProperty("params").Clone();
            test._requests.Add(parameters);
            var answer = test._answer([.. Commands(parameters)]);
            var text = $$"""{"jsonrpc":"2.0","id":"{{body.RootElement.GetProperty("id").GetString()}}","{{(answer.StartsWith('[') ? "result" : "error")}}":{{answer}}}""";
            return new(test._status) { Content = new StringContent(text) };
        }
    }
}
