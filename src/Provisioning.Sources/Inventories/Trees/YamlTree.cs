using Provisioning.Sources.Texts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>
/// Reads one YAML document with the position of every value. Plain scalars stay the text that was written (<c>on</c>,
/// <c>0123</c>); only <c>null</c>, <c>~</c> and nothing at all are null. Anchors, aliases and merge keys work.
/// </summary>
internal sealed class YamlTree
{
    private readonly Dictionary<YamlNode, Node?> _read = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="MalformedException">The text is not one YAML document.</exception>
    public static Node Read(string text)
    {
        var parser = new GuardedParser(new Parser(new StringReader(text)));
        var stream = new YamlStream();
        try
        {
            stream.Load(parser);
        }
        catch (YamlException error)
        {
            throw new MalformedException(error.Message.TrimEnd('.'), error.Start.ToPosition());
        }
        catch (Exception error) when (error is not MalformedException)
        {
            // The parser throws bare exceptions at some malformed texts, e.g. at the escape "\UFFFFFFFF".
            throw new MalformedException("what comes after this place is not YAML", parser.Reached);
        }

        return stream.Documents switch
        {
            [] => throw new MalformedException("the file holds nothing; an inventory without devices is written '[]'"),
            [var document] => new YamlTree().Convert(document.RootNode),
            [_, var second, ..] => throw new MalformedException("the file holds a second document; keep one", second.RootNode.Start.ToPosition()),
        };
    }

    private Node Convert(YamlNode node)
    {
        if (_read.TryGetValue(node, out var known))
            return known ?? throw new MalformedException("an alias stands inside its own anchor", node.Start.ToPosition());

        _read[node] = null;
        var at = node.Start.ToPosition();
        Node converted = node switch
        {
            YamlSequenceNode list => new ListNode(at, [.. list.Select(Convert)]),
            YamlMappingNode map => ConvertMap(map),
            YamlScalarNode scalar => ConvertScalar(scalar),
            _ => throw new MalformedException("an alias has no anchor", at),
        };
        return _read[node] = converted;
    }

    private static ScalarNode ConvertScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        var isNull = scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty && text is "" or "~" or "null" or "Null" or "NULL";
        return IsOwnTag(scalar.Tag)
            ? throw new MalformedException($"the tag {Shown.Value(scalar.Tag.Value)} is not supported; write a plain value", scalar.Start.ToPosition())
            : new(scalar.Start.ToPosition(), isNull ? ScalarType.Null : ScalarType.Text, text);
    }

    private MapNode ConvertMap(YamlMappingNode map)
    {
        var fields = new List<Field>();
        var merged = new List<Field>();
        foreach (var (key, value) in map)
        {
            if (key is not YamlScalarNode { Value: { } name } scalar)
                throw new MalformedException("a key is not a text", key.Start.ToPosition());
            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
                merged.AddRange(Merge(Convert(value)));
            else
                fields.Add(new(name, key.Start.ToPosition(), Convert(value)));
        }

        return new(map.Start.ToPosition(), Merge(fields, merged));
    }

    /// <summary>What a merge key brings in: the fields of one mapping or of several, of which the earlier wins.</summary>
    private static IEnumerable<Field> Merge(Node value) => value switch
    {
        MapNode map => map.Fields,
        ListNode list when list.Items.All(item => item is MapNode) => list.Items.SelectMany(Merge),
        _ => throw new MalformedException("'<<' takes a mapping or a list of mappings", value.At),
    };

    private static IReadOnlyList<Field> Merge(List<Field> own, List<Field> merged)
    {
        var keys = own.Select(field => field.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. own, .. merged.Where(field => keys.Add(field.Key))];
    }

    private static bool IsOwnTag(TagName tag) => !tag.IsEmpty && tag.Value is ['!', _, ..];
}
