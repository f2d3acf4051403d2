using System.Globalization;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A statement's words, understood by the schema.</summary>
/// <param name="Steps">The statements on the way, the last one included; a list without a name means all its entries.</param>
/// <param name="Values">The value or values behind it.</param>
internal sealed record JunosPath(IReadOnlyList<(JunosRule Rule, string? Name)> Steps, IReadOnlyList<string> Values)
{
    public JunosRule Last => Steps[^1].Rule;

    /// <summary>Understands words.</summary>
    /// <param name="here">The level where they stand.</param>
    /// <param name="words">The words.</param>
    /// <param name="problem">What is wrong with them; null when nothing is.</param>
    public static JunosPath Resolve(JunosRule here, IReadOnlyList<string> words, out JunosProblem? problem)
    {
        var steps = new List<(JunosRule, string?)>();
        var at = 0;
        while (at < words.Count && Find(here, words, at) is { } rule)
        {
            at += rule.Words.Count;
            var named = rule.IsList && at < words.Count;
            steps.Add((rule, named ? words[at] : rule.IsList ? null : ""));
            at += named ? 1 : 0;
            here = rule;
            if (!rule.IsLevel)
            {
                break;
            }
        }

        var values = steps.Count == 0 || here.IsLevel ? [] : words.Skip(at).Take(here.Kind == JunosKind.Values ? int.MaxValue : here.IsValue ? 1 : 0).ToList();
        at += values.Count;
        problem = at < words.Count ? new("syntax error", null, words[at])
            : here.Kind == JunosKind.Number && values is [var number] && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? new($"invalid numeric value: '{number}'", null, number)
                : null;
        return new(steps, values);
    }

    /// <summary>The statement in a configuration; null when it is not there. A list without a name gives null.</summary>
    public JunosNode? Find(JunosNode from)
    {
        var node = (JunosNode?)from;
        foreach (var (rule, name) in Steps)
        {
            node = name is null ? null : node?.Find(rule, name);
        }

        return node;
    }

    /// <summary>The level that holds the statement; null when it is not there.</summary>
    public JunosNode? FindParent(JunosNode from) => (this with { Steps = [.. Steps.SkipLast(1)] }).Find(from);

    private static JunosRule? Find(JunosRule here, IReadOnlyList<string> words, int at) =>
        here.Rules.Find(rule => rule.Words.Count > 0 && rule.Words.SequenceEqual(words.Skip(at).Take(rule.Words.Count)))
        ?? here.Rules.Find(rule => rule.Words.Count == 0);
}
