using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>
/// Finds the lines of an intended config that errors are about. Junos names the level and the word that it stumbled over, but no
/// line (recorded).
/// </summary>
internal static class JunosPlaces
{
    private const int MostErrors = 5;
    private const int MostLines = 3;

    /// <summary>The errors with their lines, the first few of many.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="config">The intended config.</param>
    public static string Describe(IReadOnlyList<NetconfError> errors, string config)
    {
        var lines = config.Split('\n');
        var shown = errors.Take(MostErrors).Select(error => JuniperJunosOutput.Said(error) + Place(error, lines));
        return string.Join("; ", shown) + (errors.Count > MostErrors ? $"; and {errors.Count - MostErrors} more" : "");
    }

    private static string Place(NetconfError error, string[] lines)
    {
        var word = error.Detail("bad-element") ?? "";
        var found = word.Length == 0 || word is "}" or "{" or ";" ? [] : lines.Select((line, index) => (Text: line, Number: index + 1)).Where(line => Holds(line.Text, word)).ToList();
        return found switch
        {
            [] => "",
            [var only] => $" (line {only.Number}, '{only.Text.Trim()}')",
            _ when found.Count <= MostLines => $" (one of the lines {string.Join(", ", found.Select(line => line.Number))}: '{found[0].Text.Trim()}')",
            _ => "",
        };
    }

    private static bool Holds(string line, string word) => line.Contains(word, StringComparison.Ordinal)
        && line.Split([' ', '\t', ';', '{', '}', '[', ']', '"']).Any(part => part == word || word.Contains(' ', StringComparison.Ordinal));
}
