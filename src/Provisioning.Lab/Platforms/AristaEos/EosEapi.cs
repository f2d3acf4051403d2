using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>
/// The Command API of a simulated EOS switch. Sources: Arista's "Command API" overview, and answers of EOS 4.15 that users have
/// recorded in text and JSON. Every request is a login of its own, which ends with it.
/// </summary>
internal sealed class EosEapi(EosDevice device) : ILabWeb
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Parameters = ["version", "cmds", "format", "timestamps", "autoComplete", "expandAliases", "includeErrorDetail", "stopOnError", "streaming"];

    public string Path => "/command-api";

    public async Task<LabHttpAnswer> AnswerAsync(string user, LabHttpRequest request, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        try
        {
            var call = JsonNode.Parse(request.Body) as JsonObject ?? throw new EapiException(-32600, "Invalid request");
            id = call["id"]?.DeepClone();
            var result = await RunAsync(new(user, null), Arguments(call), cancellationToken).ConfigureAwait(false);
            return Answer(new() { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = result });
        }
        catch (JsonException)
        {
            return Answer(new() { ["jsonrpc"] = "2.0", ["id"] = null, ["error"] = new JsonObject { ["code"] = -32700, ["message"] = "Parse error" } });
        }
        catch (EapiException failure)
        {
            var error = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message };
            if (failure.Results is not null)
            {
                error["data"] = failure.Results;
            }

            return Answer(new() { ["jsonrpc"] = "2.0", ["id"] = id, ["error"] = error });
        }
    }

    private static LabHttpAnswer Answer(JsonObject answer) => new(200, answer.ToJsonString(Readable));

    private static JsonObject Arguments(JsonObject call)
    {
        if (call["method"]?.ToString() != "runCmds")
        {
            throw new EapiException(-32601, $"Method '{call["method"]}' not supported");
        }

        // How an unknown parameter is named was seen by users of older releases; the exact words are unconfirmed.
        var parameters = call["params"] as JsonObject ?? throw new EapiException(-32602, "Invalid params");
        return parameters.FirstOrDefault(parameter => !Parameters.Contains(parameter.Key)) is { Key: not null } unknown
            ? throw new EapiException(-32602, $"runCmds() got an unexpected keyword argument '{unknown.Key}'")
            : parameters["version"]?.ToString() is "1" or "latest" && parameters["cmds"] is JsonArray
                ? parameters
                : throw new EapiException(-32602, "Invalid params");
    }

    private async Task<JsonArray> RunAsync(LabLogin login, JsonObject parameters, CancellationToken cancellationToken)
    {
        var json = parameters["format"]?.ToString() is not "text";
        var timestamps = parameters["timestamps"]?.GetValue<bool>() ?? false;
        var cli = device.LogInForApi(login);
        var (commands, results) = ((JsonArray)parameters["cmds"]!, new JsonArray());
        try
        {
            foreach (var command in commands.Select(EosEapiCommand.Read))
            {
                var answer = await device.Lab.AnswerAsync(command.Text, () => command.Run(cli, json), LabAnswer.Error, cancellationToken).ConfigureAwait(false);
                results.Add(Result(answer, command, json, (results, commands.Count)));
                if (timestamps)
                {
                    results[^1]!["_meta"] = new JsonObject { ["execStartTime"] = EosShow.Seconds(device.Now), ["execDuration"] = 0.01 };
                }
            }
        }
        finally
        {
            cli.Close();
        }

        return results;
    }

    // Where a command fails, those before it have been run, and their results are told with the failure.
    private static JsonObject Result(LabAnswer answer, EosEapiCommand command, bool json, (JsonArray Before, int Of) place)
    {
        if (answer.Failed)
        {
            throw Failure(EosEapiCommand.Code(answer.Text), answer.Text, command, json, place);
        }

        if (!json)
        {
            return new() { ["output"] = answer.Text };
        }

        if (command.Shows)
        {
            var shown = (JsonObject)JsonNode.Parse(answer.Text)!;
            return shown["errors"] is null ? shown : throw Failure(1003, "% This is an unconverted command", command, json, place);
        }

        return answer.Text.Length == 0 ? [] : new() { ["messages"] = new JsonArray([.. answer.Text.TrimEnd('\n').Split('\n').Select(line => JsonValue.Create(line))]) };
    }

    private static EapiException Failure(int code, string text, EosEapiCommand command, bool json, (JsonArray Before, int Of) place)
    {
        var why = code switch { 1002 => "invalid command", 1003 => "unconverted command", _ => "could not run command" };
        var failed = new JsonObject { ["errors"] = new JsonArray([.. text.TrimEnd('\n').Split('\n').Select(line => JsonValue.Create(line.StartsWith("% ", StringComparison.Ordinal) ? line[2..] : line))]) };
        if (!json)
        {
            failed["output"] = text;
        }

        var results = place.Before.DeepClone().AsArray();
        results.Add(failed);
        return new(code, $"CLI command {results.Count} of {place.Of} '{command.Text}' failed: {why}", results);
    }

    /// <summary>A request that fails.</summary>
    private sealed class EapiException(int code, string message, JsonArray? results = null) : Exception(message)
    {
        public int Code => code;

        public JsonArray? Results => results;
    }
}
