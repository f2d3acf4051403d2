namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Reads the statements of <c>JunosSchema.txt</c>.</summary>
internal static class JunosSchema
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(JunosSchema).Assembly.GetManifestResourceStream("JunosSchema.txt")!);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<JunosRule> Default = new(() => Parse(Text.Value));

    public static JunosRule Create(string extra) => string.IsNullOrWhiteSpace(extra) ? Default.Value : Parse($"{Text.Value}\n{extra}");

    private static JunosRule Parse(string text)
    {
        var top = new JunosRule([], JunosKind.Level, 0);
        var path = new Stack<JunosRule>([top]);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var depth = (line.Length - line.TrimStart().Length) / 2;
            while (path.Count > depth + 1)
            {
                path.Pop();
            }

            Add(path, top, line.Trim());
        }

        return top;
    }

    // "@any": as a configuration group, it holds what the top holds. A statement that is there already is the same statement.
    private static void Add(Stack<JunosRule> path, JunosRule top, string line)
    {
        var here = path.Peek();
        if (line == "@any")
        {
            var parent = path.ElementAt(1);
            parent.Rules[parent.Rules.IndexOf(here)] = new(here.Words, here.Kind, here.Order) { Rules = top.Rules };
            return;
        }

        var at = line.LastIndexOf(' ');
        var words = line[..at] == "-" ? [] : line[..at].Split(' ');
        var rule = here.Rules.Find(known => known.Words.SequenceEqual(words));
        if (rule is null)
        {
            here.Rules.Add(rule = new(words, Kind(line[(at + 1)..]), here.Rules.Count) { OneLine = line.EndsWith('1') });
        }

        path.Push(rule);
    }

    private static JunosKind Kind(string mark) => mark switch
    {
        "{}" or "{}1" => JunosKind.Level,
        "{}!" => JunosKind.PresentLevel,
        "*" or "*1" => JunosKind.List,
        "**" => JunosKind.OrderedList,
        "=" => JunosKind.Value,
        "=int" => JunosKind.Number,
        "=secret" => JunosKind.Secret,
        "=key" => JunosKind.Key,
        "[]" => JunosKind.Values,
        ";" => JunosKind.Word,
        _ => throw new ArgumentException($"'{mark}' is no kind of statement in the Lab's Junos schema."),
    };
}
