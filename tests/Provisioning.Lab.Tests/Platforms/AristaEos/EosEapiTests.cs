using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Lab.Platforms.AristaEos;

namespace Provisioning.Lab.Tests.Platforms.AristaEos;

public sealed class EosEapiTests : IDisposable
{
    private readonly LabDevice _device = EosDevices.Leaf();
    private readonly HttpMessageInvoker _client;

    public EosEapiTests() => _client = Client(_device);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Text_is_what_a_terminal_shows()
    {
        var answer = await CallAsync("text", "enable", "show hostname");

        Assert.Equal("""[{"output":""},{"output":"Hostname: leaf1\nFQDN:     leaf1\n"}]""", answer["result"]!.ToJsonString());
        Assert.Equal("one", answer["id"]!.ToString());
    }

    [Fact]
    public async Task Json_is_the_models_and_of_other_commands_their_messages() => Assert.Equal(
        """[{},{"hostname":"leaf1","fqdn":"leaf1"},{"messages":["Copy completed successfully."]}]""",
        (await CallAsync("json", "enable", "show hostname", "copy running-config flash:x"))["result"]!.ToJsonString());

    [Fact]
    public async Task The_first_command_that_fails_ends_the_request_and_those_before_it_are_told()
    {
        var error = (await CallAsync("text", "enable", "configure", "vlan 55", "bogus words", "vlan 56"))["error"]!;

        Assert.Equal(1002, error["code"]!.GetValue<int>());
        Assert.Equal("CLI command 4 of 5 'bogus words' failed: invalid command", error["message"]!.ToString());
        Assert.Equal(4, error["data"]!.AsArray().Count);
        Assert.Equal("Invalid input (at token 0: 'bogus')", error["data"]![3]!["errors"]![0]!.ToString());
        Assert.Equal("% Invalid input (at token 0: 'bogus')\n", error["data"]![3]!["output"]!.ToString());
        Assert.Contains("vlan 55", _device.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("vlan 56", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_model_has_no_JSON()
    {
        var error = (await CallAsync("json", "enable", "show running-config"))["error"]!;

        Assert.Equal(1003, error["code"]!.GetValue<int>());
        Assert.Equal("CLI command 2 of 2 'show running-config' failed: unconverted command", error["message"]!.ToString());
    }

    [Fact]
    public async Task Every_request_is_a_login_of_its_own()
    {
        await CallAsync("text", "enable", "configure");

        Assert.Equal(1002, (await CallAsync("text", "vlan 55"))["error"]!["code"]!.GetValue<int>());
        Assert.Equal(1000, (await CallAsync("text", "enable", "configure session s abort"))["error"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_session_outlives_the_request_with_nobody_in_it()
    {
        await CallAsync("text", "enable", "configure session s", "vlan 55");

        Assert.Equal("pending", Assert.Single(_device.Candidates).State);
        var sessions = await CallAsync("json", "enable", "show configuration sessions detail");
        Assert.Equal("{}", sessions["result"]![1]!["sessions"]!["s"]!["instances"]!.ToJsonString());
    }

    [Fact]
    public async Task Input_answers_what_a_command_asks_for()
    {
        var device = new LabDevice(new() { Name = "leaf1", EnablePassword = "enable-Secret9" });
        using var client = Client(device);

        var answer = await CallAsync(client, """{"version":1,"format":"text","cmds":[{"cmd":"enable","input":"enable-Secret9"},"configure",{"cmd":"banner motd","input":"  hello\nyou"},"ip routing"]}""");

        Assert.Null(answer["error"]);
        Assert.Contains("banner motd\n  hello\nyou\nEOF\n", device.Running, StringComparison.Ordinal);
        Assert.Contains("ip routing\n", device.Running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"enable\"")]
    [InlineData("""{"cmd":"enable","input":"wrong"}""")]
    public async Task Without_the_right_input_the_privileged_mode_is_refused(string enable)
    {
        var device = new LabDevice(new() { Name = "leaf1", EnablePassword = "enable-Secret9" });
        using var client = Client(device);

        var answer = await CallAsync(client, $$"""{"version":1,"format":"text","cmds":[{{enable}},"show running-config"]}""");

        Assert.StartsWith("CLI command 1 of 2 'enable' failed", answer["error"]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timestamps_come_where_they_are_asked_for()
    {
        var answer = await CallAsync(_client, """{"version":1,"format":"json","cmds":["show hostname"],"timestamps":true,"autoComplete":false,"expandAliases":false}""");

        Assert.NotNull(answer["result"]![0]!["_meta"]!["execStartTime"]);
    }

    [Theory]
    [InlineData("""{"version":1,"cmds":["show hostname"],"bogus":1}""", -32602)]
    [InlineData("""{"version":2,"cmds":["show hostname"]}""", -32602)]
    [InlineData("""{"version":1,"cmds":"show hostname"}""", -32602)]
    public async Task Wrong_parameters_are_refused(string parameters, int code) =>
        Assert.Equal(code, (await CallAsync(_client, parameters))["error"]!["code"]!.GetValue<int>());

    [Theory]
    [InlineData("not json", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""{"jsonrpc":"2.0","method":"other","id":1}""", -32601)]
    public async Task Wrong_requests_are_refused(string body, int code)
    {
        using var response = await PostAsync(_client, body, "admin");

        Assert.Equal(code, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_wrong_password_is_status_401_and_runs_nothing()
    {
        using var response = await PostAsync(_client, """{"jsonrpc":"2.0","method":"runCmds","params":{"version":1,"cmds":["enable","write"]},"id":1}""", "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_device.Journal.Entries);
    }

    [Fact]
    public async Task Where_it_is_off_nothing_answers()
    {
        using var client = Client(EosDevices.Leaf(eos: new LabEosOptions { Eapi = false }));

        Assert.Equal(HttpRequestError.ConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, "{}", "admin"))).HttpRequestError);
    }

    private static HttpMessageInvoker Client(LabDevice device)
    {
        var network = new LabNetwork();
        network.Add(device);
        return new(network.CreateHandler(TestContexts.For(device)));
    }

    private Task<JsonNode> CallAsync(string format, params string[] commands) =>
        CallAsync(_client, $$"""{"version":1,"format":"{{format}}","cmds":{{JsonSerializer.Serialize(commands)}}}""");

    private static async Task<JsonNode> CallAsync(HttpMessageInvoker client, string parameters)
    {
        using var response = await PostAsync(client, $$"""{"jsonrpc":"2.0","method":"runCmds","params":{{parameters}},"id":"one"}""", "admin");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpMessageInvoker client, string body, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://leaf1/command-api") { Content = new StringContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{password}")));
        return client.SendAsync(request, Token);
    }
}
