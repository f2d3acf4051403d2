using Provisioning.Credentials;

namespace Provisioning.Diffs.Masking;

/// <summary>Finds secret values that are known beforehand.</summary>
internal sealed class KnownValues
{
    // Shorter values are everywhere by chance.
    private const int ShortestAnywhere = 4;

    private readonly IReadOnlyList<string> _values;

    public KnownValues(IEnumerable<Secret> secrets) =>
        _values = [.. secrets.SelectMany(secret => Lines(secret.Reveal())).Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length)];

    public IEnumerable<SecretSpan> Find(string line) => _values.SelectMany(value => Find(line, value));

    private static IEnumerable<SecretSpan> Find(string line, string value)
    {
        for (var at = line.IndexOf(value, StringComparison.Ordinal); at >= 0; at = line.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            if (value.Length >= ShortestAnywhere || IsWord(line, at, at + value.Length))
            {
                yield return new SecretSpan(at, at + value.Length);
            }
        }
    }

    // A key of many lines is looked for line by line; its short lines hold too little to be worth hiding everywhere.
    private static IEnumerable<string> Lines(string value)
    {
        var lines = value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 1 ? lines : lines.Where(line => line.Length >= ShortestAnywhere);
    }

    private static bool IsWord(string line, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(line[start - 1])) && (end == line.Length || !char.IsLetterOrDigit(line[end]));
}
