namespace Provisioning.Lab.Commands;

/// <summary>The commands of one mode.</summary>
/// <param name="name">The mode's name in the grammar.</param>
internal sealed class CommandMode(string name)
{
    private readonly Dictionary<string, List<CommandRule>> _byFirst = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CommandRule> _rules = [];

    public string Name => name;

    public IReadOnlyList<CommandRule> Rules => _rules;

    public void Add(CommandRule rule)
    {
        _rules.Add(rule);
        foreach (var first in rule.Tokens[0].Argument is null ? rule.Tokens[0].Keywords : [""])
        {
            if (!_byFirst.TryGetValue(first, out var rules))
            {
                _byFirst[first] = rules = [];
            }

            rules.Add(rule);
        }
    }

    /// <summary>Finds the command that a line means; exact keywords win over abbreviations, keywords over arguments.</summary>
    public CommandMatch Match(IReadOnlyList<string> words)
    {
        var tried = Candidates(words[0]).Select(rule => new RuleMatcher(rule))
            .Select(matcher => (Matcher: matcher, Status: matcher.Match(words))).ToList();
        foreach (var status in new[] { MatchStatus.Complete, MatchStatus.Incomplete })
        {
            var fitting = tried.Where(t => t.Status == status).Select(t => t.Matcher).ToList();
            if (fitting.Count > 0)
            {
                return Best(fitting, status);
            }
        }

        return new(MatchStatus.Invalid, null, [], 0, tried.Count == 0 ? 0 : tried.Max(t => t.Matcher.FailedAt));
    }

    /// <summary>The keywords that may stand where the words end.</summary>
    public IEnumerable<string> Next(IReadOnlyList<string> words, string start) => _rules
        .Where(rule => rule.Tokens.Count > words.Count && rule.Tokens[words.Count].Argument is null
            && words.Select((word, i) => rule.Tokens[i].Argument is not null || rule.Tokens[i].Resolve(word, out _) is not null).All(fits => fits))
        .SelectMany(rule => rule.Tokens[words.Count].Keywords)
        .Where(keyword => keyword.StartsWith(start, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal);

    private static CommandMatch Best(List<RuleMatcher> fitting, MatchStatus status)
    {
        var best = fitting[0];
        foreach (var other in fitting.Skip(1))
        {
            best = Compare(other.Fit, best.Fit) > 0 ? other : best;
        }

        var ambiguous = fitting.Any(other => Compare(other.Fit, best.Fit) == 0 && DiffersByAbbreviation(other, best));
        return best.Result(ambiguous ? MatchStatus.Ambiguous : status);
    }

    private static bool DiffersByAbbreviation(RuleMatcher one, RuleMatcher two)
    {
        for (var i = 0; i < Math.Min(one.Fit.Count, two.Fit.Count); i++)
        {
            if (one.Fit[i] == 1 && !one.Rule.Tokens[i].Keywords.Intersect(two.Rule.Tokens[i].Keywords).Any())
            {
                return true;
            }
        }

        return false;
    }

    private static int Compare(IReadOnlyList<int> one, IReadOnlyList<int> two)
    {
        for (var i = 0; i < Math.Min(one.Count, two.Count); i++)
        {
            if (one[i] != two[i])
            {
                return one[i].CompareTo(two[i]);
            }
        }

        return 0;
    }

    private IEnumerable<CommandRule> Candidates(string first)
    {
        var arguments = _byFirst.TryGetValue("", out var rules) ? rules : [];
        return _byFirst.TryGetValue(first, out var exact) && first.Length > 0
            ? exact.Concat(arguments)
            : _byFirst.Where(pair => pair.Key.Length > 0 && pair.Key.StartsWith(first, StringComparison.OrdinalIgnoreCase))
                .SelectMany(pair => pair.Value).Distinct().Concat(arguments);
    }
}
