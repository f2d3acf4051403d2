using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// The messages of NX-API. Sources: Cisco's "NX-API CLI" in the programmability guide; answers recorded by NAPALM and pynxos. A
/// batch is an array of calls; what is behind one that fails may have no answer. An error's text stands in <c>data.msg</c>.
/// </summary>
internal static class NxapiMessages
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A batch of commands, in order.</summary>
    /// <param name="method"><c>cli_ascii</c> for text, <c>cli</c> for configuration.</param>
    /// <param name="commands">The commands.</param>
    /// <param name="first">The number of the first call; the others follow.</param>
    public static string Request(string method, IReadOnlyList<string> commands, int first) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var (command, index) in commands.Select((command, index) => (command, index)))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteString("method", method);
            json.WriteStartObject("params");
            json.WriteString("cmd", command);
            json.WriteNumber("version", 1);
            json.WriteEndObject();
            json.WriteNumber("id", first + index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The answers to the first commands of a batch, as a terminal would show them; at least one.</summary>
    /// <exception cref="FormatException">It is no answer to that batch.</exception>
    public static IReadOnlyList<CliReply> Replies(string answer, IReadOnlyList<string> commands, int first)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            List<JsonElement> answers = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            if (answers.Count == 0 || answers.Count > commands.Count)
            {
                throw new FormatException($"with {answers.Count} answers to {commands.Count} commands");
            }

            return [.. answers.Select((one, index) => Reply(one, commands[index], first + index))];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("which is no answer of NX-API", exception);
        }
    }

    /// <summary>A bash command.</summary>
    public static string Bash(string command) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("ins_api");
        json.WriteString("version", "1.0");
        json.WriteString("type", "bash");
        json.WriteString("chunk", "0");
        json.WriteString("sid", "1");
        json.WriteString("input", command);
        json.WriteString("output_format", "json");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>What a bash command printed, or why it was not run; null when it is no such answer.</summary>
    public static string? BashAnswer(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var output = document.RootElement.GetProperty("ins_api").GetProperty("outputs").GetProperty("output");
            return Text(output, "code") == "200" ? Text(output, "body") : $"{Text(output, "msg")} {Text(output, "clierror")}";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static CliReply Reply(JsonElement answer, string command, int id)
    {
        if (answer.GetProperty("id") is not { ValueKind: JsonValueKind.Number } echoed || echoed.GetInt32() != id)
        {
            throw new FormatException("which does not answer this request");
        }

        if (answer.TryGetProperty("error", out var error))
        {
            return new(new(command), "", Failed(error));
        }

        var result = answer.GetProperty("result");
        return new(new(command), "", result.ValueKind == JsonValueKind.Object && result.TryGetProperty("msg", out var text) ? Lines(text.GetString() ?? "") : []);
    }

    // Whatever its words are, it is a failure.
    private static List<string> Failed(JsonElement error)
    {
        var told = error.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? Text(data, "msg") : "";
        var lines = Lines(told.Trim().Length > 0 ? told : $"{Text(error, "message")} (NX-API error {Text(error, "code")})").ToList();
        return lines.Any(CiscoNxosPlatform.Profile.Failure.IsMatch) ? lines : [$"% {lines[0]}", .. lines.Skip(1)];
    }

    private static string Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.Length == 0 ? [] : lines.TrimEnd('\n').Split('\n');
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
