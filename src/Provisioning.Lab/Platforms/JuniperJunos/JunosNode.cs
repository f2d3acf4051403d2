namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A statement in a configuration, with what stands below it.</summary>
internal sealed class JunosNode(JunosRule rule, string name)
{
    public JunosRule Rule => rule;

    /// <summary>The name of a list's entry, unquoted; empty for other statements.</summary>
    public string Name { get; set; } = name;

    /// <summary>The value or values, unquoted.</summary>
    public List<string> Values { get; private init; } = [];

    public List<JunosNode> Children { get; private init; } = [];

    public bool Inactive { get; set; }

    public bool Protected { get; set; }

    /// <summary>The comment before it, without its marks.</summary>
    public string? Comment { get; set; }

    /// <summary>How the statement is called in a path, e.g. <c>unit 0</c>.</summary>
    public string Title => string.Join(' ', [.. rule.Words, .. rule.IsList ? [JunosWords.Quote(Name)] : Array.Empty<string>()]);

    /// <summary>Whether it says nothing any more.</summary>
    public bool IsEmpty => rule.Kind == JunosKind.Level && Children.Count == 0;

    public static JunosNode NewTop(JunosRule schema) => new(schema, "");

    public JunosNode? Find(JunosRule child, string name) => Children.Find(node => node.Rule == child && node.Name == name);

    public JunosNode Enter(JunosRule child, string name)
    {
        if (Find(child, name) is { } found)
        {
            return found;
        }

        var added = new JunosNode(child, name);
        Children.Add(added);
        return added;
    }

    /// <summary>The statements below in the order in which they are shown.</summary>
    public IEnumerable<JunosNode> Sorted() => Children
        .Select((node, index) => (Node: node, Index: index))
        .OrderBy(pair => pair.Node.Rule.Order)
        .ThenBy(pair => pair.Node.Rule.Kind == JunosKind.OrderedList ? "" : pair.Node.Name, Configs.NaturalComparer.Instance)
        .ThenBy(pair => pair.Index)
        .Select(pair => pair.Node);

    public JunosNode Clone() => new(rule, Name)
    {
        Values = [.. Values],
        Children = [.. Children.Select(child => child.Clone())],
        Inactive = Inactive,
        Protected = Protected,
        Comment = Comment,
    };
}
