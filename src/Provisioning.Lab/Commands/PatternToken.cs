namespace Provisioning.Lab.Commands;

/// <summary>One place of a command: keywords (any of them), or an argument of a kind.</summary>
/// <param name="Keywords">The keywords; empty for an argument.</param>
/// <param name="Argument">Reads the argument; null for keywords.</param>
internal sealed record PatternToken(IReadOnlyList<string> Keywords, ArgumentReader? Argument)
{
    /// <summary>The keyword meant by a word: itself, or the only one that it abbreviates.</summary>
    public string? Resolve(string word, out bool exact)
    {
        exact = true;
        foreach (var keyword in Keywords)
        {
            if (keyword.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return keyword;
            }
        }

        exact = false;
        return Keywords.FirstOrDefault(keyword => keyword.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }
}
