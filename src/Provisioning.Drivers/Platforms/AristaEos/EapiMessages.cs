using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>
/// eAPI's JSON-RPC, <c>runCmds</c>. Sources: Arista's "Command API" overview; recorded answers of EOS 4.15 (in text and JSON,
/// with and without errors) and of 4.3x. A request ends at the first command that fails; its answer then holds those before it.
/// </summary>
internal static partial class EapiMessages
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request.</summary>
    /// <param name="id">What the answer must repeat.</param>
    /// <param name="format"><c>text</c> or <c>json</c>.</param>
    /// <param name="commands">The commands, in order.</param>
    public static string Request(string id, string format, IReadOnlyList<EapiCommand> commands)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteString("method", "runCmds");
            json.WriteStartObject("params");
            json.WriteNumber("version", 1);
            json.WriteString("format", format);
            json.WriteStartArray("cmds");
            foreach (var command in commands)
            {
                Write(json, command);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("id", id);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>
    /// The answer to each command, as a terminal would show it; where one fails, up to that one, whose first line then begins
    /// with <c>%</c>. An answer in JSON is its text.
    /// </summary>
    /// <exception cref="FormatException">It is no answer to that request.</exception>
    public static IReadOnlyList<CliReply> Replies(string answer, string id, IReadOnlyList<EapiCommand> commands)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            if (!root.TryGetProperty("id", out var echoed) || echoed.ValueKind != JsonValueKind.String || echoed.GetString() != id)
            {
                throw new FormatException("which does not answer this request");
            }

            return root.TryGetProperty("error", out var error) ? Failed(error, commands) : Succeeded(root.GetProperty("result"), commands);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("which is no answer of eAPI", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, EapiCommand command)
    {
        if (command.Input is null)
        {
            json.WriteStringValue(command.Line.Text);
            return;
        }

        json.WriteStartObject();
        json.WriteString("cmd", command.Line.Text);
        json.WriteString("input", command.Input);
        json.WriteEndObject();
    }

    private static List<CliReply> Succeeded(JsonElement result, IReadOnlyList<EapiCommand> commands) => result.GetArrayLength() == commands.Count
        ? [.. result.EnumerateArray().Zip(commands, (answer, command) => Reply(answer, command))]
        : throw new FormatException($"with {result.GetArrayLength()} answers to {commands.Count} commands");

    // The message says which command failed: "CLI command 3 of 7 'x' failed: invalid command". The answers before it are in data.
    private static List<CliReply> Failed(JsonElement error, IReadOnlyList<EapiCommand> commands)
    {
        var message = error.GetProperty("message").GetString() ?? "";
        var place = FailedCommand().Match(message);
        if (!place.Success || !int.TryParse(place.Groups["k"].ValueSpan, out var number) || number < 1 || number > commands.Count)
        {
            throw new FormatException("which is a failure of eAPI itself");
        }

        var data = error.TryGetProperty("data", out var given) && given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : Array.Empty<JsonElement>();
        var replies = data.Take(number - 1).Zip(commands, Reply).ToList();
        if (replies.Count < number - 1)
        {
            replies.AddRange(commands.Skip(replies.Count).Take(number - 1 - replies.Count).Select(command => new CliReply(command.Line, "", [])));
        }

        var words = data.Length >= number ? Errors(data[number - 1]) : [];
        var code = error.TryGetProperty("code", out var value) ? value.ToString() : "?";
        replies.Add(new(commands[number - 1].Line, "", words.Count > 0 ? words : [$"% {(place.Groups["why"] is { Success: true } why ? why.Value : message)} (eAPI error {code})"]));
        return replies;
    }

    private static CliReply Reply(JsonElement answer, EapiCommand command)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"with no answer to '{command}'");
        }

        var errors = Errors(answer);
        return new(command.Line, "",
            errors.Count > 0 ? errors
            : answer.TryGetProperty("output", out var output) ? Lines(output)
            : answer.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array ? [.. messages.EnumerateArray().SelectMany(Lines)]
            : answer.EnumerateObject().Any() ? [answer.GetRawText()] : []);
    }

    // The errors of a terminal begin with "% ", those in this list do not. An error may be an empty text (recorded).
    private static List<string> Errors(JsonElement answer) => answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
        ? [.. errors.EnumerateArray().SelectMany(Lines).Where(line => line.Length > 0).Select(line => line.StartsWith('%') ? line : $"% {line}")]
        : [];

    private static string[] Lines(JsonElement text)
    {
        var lines = (text.GetString() ?? "").ReplaceLineEndings("\n");
        return lines.Length == 0 ? [] : lines.TrimEnd('\n').Split('\n');
    }

    [GeneratedRegex(@"^CLI command (?<k>\d+) of \d+\b(?:.*' failed: (?<why>[^':]+)$)?", RegexOptions.Singleline)]
    private static partial Regex FailedCommand();
}
