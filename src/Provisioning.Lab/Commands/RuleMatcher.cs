namespace Provisioning.Lab.Commands;

/// <summary>Tries one rule on one line.</summary>
internal sealed class RuleMatcher(CommandRule rule)
{
    private readonly List<string> _canonical = [];
    private readonly List<int> _fit = [];
    private int _keyWords = -1;

    /// <summary>2 for an exact keyword, 1 for an abbreviated one, 0 for an argument, by token.</summary>
    public IReadOnlyList<int> Fit => _fit;

    public int FailedAt { get; private set; }

    public CommandRule Rule => rule;

    public IReadOnlyList<string> Words => _canonical;

    public MatchStatus Match(IReadOnlyList<string> words)
    {
        var at = 0;
        for (var i = 0; i < rule.Tokens.Count; i++)
        {
            _keyWords = i == rule.KeyAt ? _canonical.Count : _keyWords;
            if (at >= words.Count)
            {
                return MatchStatus.Incomplete;
            }

            var taken = Take(rule.Tokens[i], words, at);
            if (taken <= 0)
            {
                FailedAt = at;
                return taken == 0 ? MatchStatus.Invalid : MatchStatus.Incomplete;
            }

            at += taken;
        }

        FailedAt = at;
        return at == words.Count ? MatchStatus.Complete : MatchStatus.Invalid;
    }

    public CommandMatch Result(MatchStatus status) =>
        new(status, rule, _canonical, _keyWords < 0 ? _canonical.Count : _keyWords, FailedAt);

    private int Take(PatternToken token, IReadOnlyList<string> words, int at)
    {
        if (token.Argument is { } read)
        {
            _fit.Add(0);
            return read(words, at, _canonical);
        }

        var keyword = token.Resolve(words[at], out var exact);
        if (keyword is null)
        {
            return 0;
        }

        _fit.Add(exact ? 2 : 1);
        _canonical.Add(keyword);
        return 1;
    }
}
