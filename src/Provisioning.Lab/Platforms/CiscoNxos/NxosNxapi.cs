using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>
/// NX-API of a simulated NX-OS switch. Sources: Cisco's "NX-API CLI" in the programmability guide; answers recorded by NAPALM and
/// pynxos. The media type tells which format a request has. A batch keeps its mode from call to call and ends at the first call that
/// fails; that this holds for <c>cli_ascii</c> too is unconfirmed.
/// </summary>
internal sealed partial class NxosNxapi(NxosDevice device) : ILabWeb
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => "/ins";

    public async Task<LabHttpAnswer> AnswerAsync(string user, LabHttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var call = JsonNode.Parse(request.Body);
            return request.MediaType == "application/json-rpc"
                ? await CallAllAsync(user, call!, cancellationToken).ConfigureAwait(false)
                : await BashAsync(user, call!["ins_api"]!.AsObject(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or NullReferenceException)
        {
            return Answer(400, new JsonObject { ["jsonrpc"] = "2.0", ["error"] = new JsonObject { ["code"] = -32700, ["message"] = "Parse error" }, ["id"] = null });
        }
    }

    private static LabHttpAnswer Answer(int status, JsonNode answer) => new(status, answer.ToJsonString(Readable));

    private async Task<LabHttpAnswer> CallAllAsync(string user, JsonNode request, CancellationToken cancellationToken)
    {
        var cli = device.LogIn(new(user, null));
        var calls = request as JsonArray ?? [request.DeepClone()];
        var answers = new List<JsonNode>();
        var failed = false;
        foreach (var call in calls.TakeWhile(_ => !failed))
        {
            var command = call!["params"]!["cmd"]!.GetValue<string>();
            var answer = call["method"]?.GetValue<string>() is "cli" or "cli_ascii"
                ? await device.Lab.AnswerAsync(command, () => cli.Execute(command), LabAnswer.Error, cancellationToken).ConfigureAwait(false)
                : LabAnswer.Error("Method not found");
            failed = answer.Failed;
            answers.Add(Answer(call, answer));
        }

        cli.Close();
        return Answer(failed ? 500 : 200, request is JsonArray ? new JsonArray([.. answers]) : answers[0]);
    }

    private static JsonObject Answer(JsonNode call, LabAnswer answer)
    {
        var told = new JsonObject { ["jsonrpc"] = "2.0" };
        if (answer.Failed)
        {
            told["error"] = new JsonObject { ["code"] = -32602, ["message"] = "Invalid params", ["data"] = new JsonObject { ["msg"] = answer.Text } };
        }
        else
        {
            told["result"] = answer.Text.Length == 0 ? null : new JsonObject { ["msg"] = answer.Text };
        }

        told["id"] = call["id"]?.DeepClone();
        return told;
    }

    // Of bash it knows how to write a file. What it says without the feature is unconfirmed.
    private async Task<LabHttpAnswer> BashAsync(string user, JsonObject call, CancellationToken cancellationToken)
    {
        var command = call["input"]!.GetValue<string>();
        var answer = call["type"]?.GetValue<string>() != "bash" ? LabAnswer.Error("Invalid type")
            : await device.Lab.AnswerAsync(command, () => Bash(user, command), LabAnswer.Error, cancellationToken).ConfigureAwait(false);
        var output = answer.Failed
            ? new JsonObject { ["input"] = command, ["msg"] = "Input CLI command error", ["code"] = "400", ["clierror"] = answer.Text }
            : new JsonObject { ["body"] = answer.Text, ["code"] = "200", ["msg"] = "Success" };
        return Answer(200, new JsonObject
        {
            ["ins_api"] = new JsonObject { ["type"] = "bash", ["version"] = "1.0", ["sid"] = "eoc", ["outputs"] = new JsonObject { ["output"] = output } },
        });
    }

    private LabAnswer Bash(string user, string command)
    {
        lock (device.Gate)
        {
            if (!device.HasFeature("bash-shell"))
            {
                return LabAnswer.Error("Permission denied for the role");
            }

            if (Printing().Match(command) is not { Success: true } written)
            {
                return new($"/bin/bash: {command.Split(' ')[0]}: command not found\n");
            }

            var before = written.Groups["how"].Value == ">>" ? device.File(written.Groups["name"].Value) : "";
            device.WriteFile(written.Groups["name"].Value, before + Unzipped(written.Groups["text"].Value), user);
            return new(written.Groups["said"].Value + "\n");
        }
    }

    private static string Unzipped(string base64)
    {
        using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^printf %s (?<text>[A-Za-z0-9+/=]+) \| base64 -d \| gunzip (?<how>>>?) /bootflash/(?<name>\S+) && echo (?<said>\S+)$")]
    private static partial Regex Printing();
}
