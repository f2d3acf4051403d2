namespace Provisioning.Diffs.Unified;

/// <summary>Neighbouring old lines that go, and the new lines that come in their place; half-open, zero-based.</summary>
internal readonly record struct Change(int BeforeStart, int BeforeEnd, int AfterStart, int AfterEnd)
{
    public int Removed => BeforeEnd - BeforeStart;

    public int Added => AfterEnd - AfterStart;

    /// <summary>What lies between the matched lines.</summary>
    /// <param name="partners">For each old line its place in the new text, or -1.</param>
    /// <param name="afterCount">How many lines the new text has.</param>
    public static IEnumerable<Change> Between(int[] partners, int afterCount)
    {
        var (before, after) = (0, 0);
        for (var line = 0; line <= partners.Length; line++)
        {
            var partner = line == partners.Length ? afterCount : partners[line];
            if (partner < 0)
            {
                continue;
            }

            if (before < line || after < partner)
            {
                yield return new Change(before, line, after, partner);
            }

            (before, after) = (line + 1, partner + 1);
        }
    }
}
