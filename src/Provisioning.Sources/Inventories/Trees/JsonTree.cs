using System.Text;
using System.Text.Json;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>Reads JSON (RFC 8259, no comments, no trailing commas) with the position of every value.</summary>
internal static class JsonTree
{
    /// <exception cref="MalformedException">The text is not JSON.</exception>
    public static Node Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var lines = new LineMap(bytes);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, lines);
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            throw new MalformedException(Reason(error), lines.At((int)(error.LineNumber ?? 0), error.BytePositionInLine ?? 0));
        }
        catch (InvalidOperationException)
        {
            throw new MalformedException("a text holds half of a surrogate pair", lines.At(reader.TokenStartIndex));
        }
    }

    private static Node ReadValue(ref Utf8JsonReader reader, LineMap lines)
    {
        var at = lines.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartArray => new ListNode(at, ReadItems(ref reader, lines)),
            JsonTokenType.StartObject => new MapNode(at, ReadFields(ref reader, lines)),
            JsonTokenType.String => new ScalarNode(at, ScalarType.Text, reader.GetString()!),
            JsonTokenType.Null => new ScalarNode(at, ScalarType.Null, ""),
            JsonTokenType.Number => new ScalarNode(at, ScalarType.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            _ => new ScalarNode(at, ScalarType.Boolean, reader.GetBoolean() ? "true" : "false"),
        };
    }

    private static List<Node> ReadItems(ref Utf8JsonReader reader, LineMap lines)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, lines));
        return items;
    }

    private static List<Field> ReadFields(ref Utf8JsonReader reader, LineMap lines)
    {
        var fields = new List<Field>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, at) = (reader.GetString()!, lines.At(reader.TokenStartIndex));
            reader.Read();
            fields.Add(new(key, at, ReadValue(ref reader, lines)));
        }

        return fields;
    }

    // The parser appends the position, which is told in our own words; and of a wrong literal it quotes the whole text,
    // which may be a secret whose quotes were forgotten.
    private static string Reason(JsonException error) =>
        error.Message.Contains("invalid JSON literal", StringComparison.Ordinal)
            ? "a value is neither in quotes nor a number, true, false or null"
            : error.Message.Split(" LineNumber:", 2)[0].TrimEnd('.', ' ');
}
