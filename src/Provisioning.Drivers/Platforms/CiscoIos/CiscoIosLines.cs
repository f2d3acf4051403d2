namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>The lines of a config by the lines that they stand under, as the indentation tells.</summary>
internal sealed class CiscoIosLines
{
    private readonly Dictionary<string, List<string>> _below = new(StringComparer.Ordinal);

    public CiscoIosLines(IEnumerable<string> config)
    {
        foreach (var (place, line) in Placed(config))
        {
            if (!_below.TryGetValue(place, out var lines))
            {
                _below[place] = lines = [];
            }

            lines.Add(line);
        }
    }

    /// <summary>Every line, trimmed, with the place that it stands in: the lines above it, outermost first.</summary>
    public static IEnumerable<(string Place, string Line)> Placed(IEnumerable<string> config)
    {
        var above = new Stack<(int Indent, string Line)>();
        foreach (var line in config.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var indent = line.Length - line.AsSpan().TrimStart().Length;
            while (above.TryPeek(out var last) && last.Indent >= indent)
            {
                above.Pop();
            }

            yield return (string.Join('\n', above.Reverse().Select(one => one.Line)), line.Trim());
            above.Push((indent, line.Trim()));
        }
    }

    public bool Has(string place, string line) => _below.TryGetValue(place, out var lines) && lines.Contains(line);

    /// <summary>Whether a line stands there that the words of a command name, so that <c>no</c> before them would take it away.</summary>
    public bool HasNamed(string place, string command)
    {
        var words = Words(command);
        return _below.TryGetValue(place, out var lines) && lines.Exists(line => Names(words, Words(line)));
    }

    // Keywords may be cut short; arguments may not, and they are seldom lower-case letters only.
    private static bool Names(string[] words, string[] line) =>
        words.Length <= line.Length && words.Zip(line).All(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)
            || (pair.First.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') && pair.Second.StartsWith(pair.First, StringComparison.Ordinal)));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
