namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>Reads the notation of <c>SrlSchema.txt</c>.</summary>
internal static class SrlSchema
{
    private static readonly string BuiltIn = Load();

    /// <summary>The schema with further lines of the same notation; lines that repeat a node open it again.</summary>
    /// <exception cref="ArgumentException">A line cannot be read.</exception>
    public static SrlNode Create(string extra)
    {
        var root = new SrlNode("", SrlKind.Container, "", 0);
        Read(BuiltIn, root);
        Read(extra.ReplaceLineEndings("\n"), root);
        return root;
    }

    private static void Read(string text, SrlNode root)
    {
        var open = new List<SrlNode> { root };
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            var depth = (line.Length - line.TrimStart().Length) / 2;
            _ = depth < open.Count ? 0 : throw new ArgumentException($"The SR Linux schema line '{line}' stands too deep.");
            open.RemoveRange(depth + 1, open.Count - depth - 1);
            open.Add(Node(line.Trim().Split(' '), open[depth]));
        }
    }

    private static SrlNode Node(string[] words, SrlNode parent)
    {
        var node = parent.Child(words[0]);
        if (node is null)
        {
            node = new(words[0], Kind(words), words.Length > 2 ? words[2] : "", parent.Children.Count);
            parent.Children.Add(node);
        }

        return node;
    }

    private static SrlKind Kind(string[] words) => words.ElementAtOrDefault(1) switch
    {
        null => SrlKind.Container,
        "!" => SrlKind.Presence,
        "*" => SrlKind.List,
        "=" => SrlKind.Leaf,
        "[]" => SrlKind.LeafList,
        var other => throw new ArgumentException($"The SR Linux schema has no kind '{other}'."),
    };

    private static string Load()
    {
        using var reader = new StreamReader(typeof(SrlSchema).Assembly.GetManifestResourceStream("SrlSchema.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
