using System.Text.RegularExpressions;

namespace Provisioning.Diffs.Masking;

/// <summary>
/// Finds the lines inside PEM private keys (RFC 7468). A diff may show a part of a key only, so a begin without an end reaches to
/// the end of the hunk, and an end without a begin takes the lines before it that can be key material.
/// </summary>
internal static partial class PrivateKeyLines
{
    public static IReadOnlySet<int> Find(IReadOnlyList<string> lines)
    {
        var found = new HashSet<int>();
        var isInside = false;
        for (var index = 0; index < lines.Count; index++)
        {
            if (!isInside && EndOfKey().IsMatch(lines[index]))
            {
                TakeBackwards(lines, index - 1, found);
            }

            isInside = StaysInside(lines[index], isInside);
            if (isInside && !StartOfKey().IsMatch(lines[index]))
            {
                found.Add(index);
            }
        }

        return found;
    }

    private static bool StaysInside(string line, bool isInside)
    {
        if (StartOfKey().Matches(line) is [.., var start])
        {
            return !EndOfKey().IsMatch(line[start.Index..]);
        }

        return isInside && !EndOfKey().IsMatch(line) && !HunkStart().IsMatch(line);
    }

    private static void TakeBackwards(IReadOnlyList<string> lines, int last, HashSet<int> found)
    {
        for (var index = last; index >= 0 && KeyMaterial().IsMatch(lines[index]); index--)
        {
            found.Add(index);
        }
    }

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----", RegexOptions.CultureInvariant)]
    private static partial Regex StartOfKey();

    [GeneratedRegex("-----END [A-Z0-9 ]*PRIVATE KEY-----", RegexOptions.CultureInvariant)]
    private static partial Regex EndOfKey();

    [GeneratedRegex(@"^@@ -\d", RegexOptions.CultureInvariant)]
    private static partial Regex HunkStart();

    [GeneratedRegex(@"^[\s+\-<>]*[A-Za-z0-9+/=]+\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyMaterial();
}
