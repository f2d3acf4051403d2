using System.Text.RegularExpressions;

namespace Provisioning.Inventories;

/// <summary>
/// A pattern as PowerShell writes it: <c>*</c>, <c>?</c>, <c>[ab]</c>, <c>[a-z]</c>, and a backtick before a character
/// to take it literally. Case does not count. A bracket without its partner is literal.
/// </summary>
internal sealed partial class Wildcard
{
    // Not backtracking: a pattern with many stars must not take exponential time on a long value.
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private readonly string _pattern;
    private readonly Regex _regex;

    public Wildcard(string pattern)
    {
        var tokens = Token().Matches(pattern);
        _pattern = pattern;
        _regex = new Regex($@"\A{string.Concat(tokens.Select(Translate))}\z", Options);
        Literal = tokens.All(token => token.Groups["literal"].Success)
            ? string.Concat(tokens.Select(token => token.Groups["literal"].Value))
            : null;
    }

    /// <summary>The one value it stands for, or null when it holds a wildcard.</summary>
    public string? Literal { get; }

    /// <summary>Whether a value fits. The pattern's own text fits too, so that a name with brackets finds itself.</summary>
    public bool Matches(string value) =>
        string.Equals(value, _pattern, StringComparison.OrdinalIgnoreCase) || _regex.IsMatch(value);

    private static string Translate(Match token) => token switch
    {
        _ when token.Groups["any"].Success => ".*",
        _ when token.Groups["one"].Success => ".",
        _ when token.Groups["set"].Success => $"[{Range().Replace(token.Groups["set"].Value, TranslateRange)}]",
        _ => Code(token.Groups["literal"].Value[0]),
    };

    private static string TranslateRange(Match range)
    {
        var text = range.Value;
        return text.Length == 3 && text[0] <= text[2]
            ? $"{Code(text[0])}-{Code(text[2])}"
            : string.Concat(text.Select(Code));
    }

    private static string Code(char character) => $@"\u{(int)character:x4}";

    [GeneratedRegex(@"`(?<literal>.)|\[(?<set>[^\]]+)\]|(?<any>\*)|(?<one>\?)|(?<literal>.)", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex(".-.|.", RegexOptions.Singleline)]
    private static partial Regex Range();
}
