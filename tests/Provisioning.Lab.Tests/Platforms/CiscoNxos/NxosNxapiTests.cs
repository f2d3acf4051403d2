using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Provisioning.Lab.Tests.Platforms.CiscoNxos;

public sealed class NxosNxapiTests
{
    private readonly LabDevice _device = new(new() { Name = "leaf1", Platform = "cisco_nxos", Running = "hostname leaf1\nfeature bash-shell\nfeature nxapi\n" });

    [Fact]
    public async Task Each_command_of_a_batch_has_its_answer_in_the_order_of_the_batch()
    {
        var (status, answer) = await CallAsync(["show hostname", "configure terminal", "vlan 77"], "cli_ascii");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""[{"jsonrpc":"2.0","result":{"msg":"leaf1\n"},"id":1},{"jsonrpc":"2.0","result":{"msg":"Enter configuration commands, one per line. End with CNTL/Z.\n"},"id":2},{"jsonrpc":"2.0","result":null,"id":3}]""", answer);
        Assert.Contains("vlan 77", _device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_fails_ends_the_batch_and_says_why_in_its_data()
    {
        var (status, answer) = await CallAsync(["bogus", "show hostname"], "cli");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        var only = Assert.Single(JsonNode.Parse(answer)!.AsArray())!;
        Assert.EndsWith("% Invalid command at '^' marker.\n", only["error"]!["data"]!["msg"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mode_ends_with_the_request()
    {
        await CallAsync(["configure terminal"], "cli");

        var (_, answer) = await CallAsync(["vlan 77"], "cli");

        Assert.Contains("Invalid command", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused() => Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("application/json-rpc", "[]", "wrong")).Status);

    [Fact]
    public async Task Without_the_feature_nothing_answers()
    {
        _device.ChangeRunning("no feature nxapi");

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("application/json-rpc", "[]"));
    }

    [Fact]
    public async Task Without_the_feature_there_is_no_bash()
    {
        const string Call = """{"ins_api":{"version":"1.0","type":"bash","input":"ls"}}""";
        Assert.Contains("command not found", (await PostAsync("application/json", Call)).Answer, StringComparison.Ordinal);
        _device.ChangeRunning("no feature bash-shell");

        Assert.Contains("Permission denied", (await PostAsync("application/json", Call)).Answer, StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, string Answer)> CallAsync(string[] commands, string method) => PostAsync(
        "application/json-rpc",
        new JsonArray([.. commands.Select((command, index) => new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = method,
            ["params"] = new JsonObject { ["cmd"] = command, ["version"] = 1 },
            ["id"] = index + 1,
        })]).ToJsonString());

    private async Task<(HttpStatusCode Status, string Answer)> PostAsync(string mediaType, string body, string password = "admin")
    {
        var network = new LabNetwork();
        network.Add(_device);
        using var client = new HttpMessageInvoker(network.CreateHandler(TestContexts.For(_device)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://leaf1/ins") { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{password}")));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
