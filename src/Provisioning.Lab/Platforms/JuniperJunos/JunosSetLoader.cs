namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Runs the configuration mode commands of a <c>load set</c>. Those that fail are left out.</summary>
/// <param name="top">The configuration.</param>
internal sealed class JunosSetLoader(JunosNode top)
{
    public List<JunosProblem> Problems { get; } = [];

    public void Load(string text)
    {
        foreach (var line in JunosWords.Lines(text))
        {
            Run([.. JunosWords.OfLine(line).Where(token => token.Kind == JunosTokenKind.Word).Select(token => token.Text)]);
        }

        JunosEdit.Prune(top);
    }

    private void Run(List<string> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        if (words is ["delete"])
        {
            top.Children.Clear();
            return;
        }

        var (subject, other) = words[0] switch
        {
            "rename" => Cut(words, "to"),
            "insert" when words.Contains("before") => Cut(words, "before"),
            "insert" => Cut(words, "after"),
            _ => (words.Skip(1).ToList(), []),
        };
        var path = JunosPath.Resolve(top.Rule, subject, out var problem);
        problem ??= path.Steps.Count == 0 ? new("missing mandatory argument", null, words[0]) : Apply(words[0], path, other, words.Contains("before"));
        if (problem is not null)
        {
            Problems.Add(problem with { Path = problem.Path ?? JunosEdit.Words(path.Steps.SkipLast(problem.BadElement is null ? 1 : 0)) });
        }
    }

    private JunosProblem? Apply(string verb, JunosPath path, List<string> other, bool before)
    {
        switch (verb)
        {
            case "set":
                JunosEdit.Set(top, path, replace: false, out var problem);
                return problem;
            case "delete":
                return JunosEdit.Delete(top, path);
            case "activate" or "deactivate":
                return Mark(path, node => node.Inactive = verb == "deactivate");
            case "protect" or "unprotect":
                return Mark(path, node => node.Protected = verb == "protect");
            case "rename" when other.Count > 0:
                return Mark(path, node => node.Name = other[^1]);
            case "insert" when other.Count > 0:
                return Mark(path, node => Move(path.FindParent(top)!, node, other[^1], before));
            default:
                return new("unknown command", null, verb);
        }
    }

    private JunosProblem? Mark(JunosPath path, Action<JunosNode> change)
    {
        if (path.Find(top) is not { } node)
        {
            return new("statement not found") { IsWarning = true };
        }

        change(node);
        return null;
    }

    private static void Move(JunosNode parent, JunosNode node, string other, bool before)
    {
        parent.Children.Remove(node);
        var place = parent.Children.FindIndex(child => child.Rule == node.Rule && child.Name == other);
        parent.Children.Insert(place < 0 ? parent.Children.Count : before ? place : place + 1, node);
    }

    private static (List<string> Subject, List<string> Other) Cut(List<string> words, string at)
    {
        var place = words.LastIndexOf(at);
        return place < 0 ? (words.Skip(1).ToList(), []) : (words[1..place], words[(place + 1)..]);
    }
}
