namespace Provisioning.Validations;

/// <summary>Finds what a misspelt name may have meant, for error messages.</summary>
public static class NearestNames
{
    private const int MostNames = 3;
    private const int ShortestPart = 2;

    /// <summary>
    /// The candidates most like a name, the most likely first, at most three. Case does not count. A candidate is like
    /// the name when few letters differ (a third of its length, at least one; swapped neighbours are one difference),
    /// when one begins with the other, or when the name is one of the candidate's parts (<c>eos</c> of <c>arista_eos</c>).
    /// </summary>
    /// <param name="name">The name as given.</param>
    /// <param name="candidates">The names that exist; names that differ only in case are offered once.</param>
    /// <returns>Candidates as they were given; empty when none is like the name.</returns>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        var wanted = name.Trim().ToLowerInvariant();
        return wanted.Length == 0
            ? []
            : [.. candidates.Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(candidate => (Name: candidate, Rank: Rank(wanted, candidate.ToLowerInvariant())))
                .Where(found => found.Rank is not null)
                .OrderBy(found => found.Rank)
                .ThenBy(found => found.Name, StringComparer.OrdinalIgnoreCase)
                .Take(MostNames)
                .Select(found => found.Name)];
    }

    /// <summary>0 is the same name, 1 one letter off or a shared part, more is less alike, null is not alike.</summary>
    private static int? Rank(string wanted, string candidate)
    {
        // Filling the distance's table is worth it only where the lengths alone do not rule the candidate out.
        var allowed = Math.Max(1, Math.Min(wanted.Length, candidate.Length) / 3);
        var distance = Math.Abs(wanted.Length - candidate.Length) <= allowed ? Distance(wanted, candidate) : int.MaxValue;
        return distance <= allowed ? distance : SharesPart(wanted, candidate) ? 1 : null;
    }

    private static bool SharesPart(string wanted, string candidate) =>
        wanted.Length >= ShortestPart && candidate.Length >= ShortestPart
        && (candidate.StartsWith(wanted, StringComparison.Ordinal)
            || wanted.StartsWith(candidate, StringComparison.Ordinal)
            || candidate.Split('_', '-', '.', ' ').Contains(wanted));

    /// <summary>Optimal string alignment: Levenshtein's distance in which a swap of neighbours counts once.</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
                table[i, j] = Cell(table, a, b, (i, j));
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, (int I, int J) at)
    {
        var (i, j) = at;
        var changed = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(changed, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
