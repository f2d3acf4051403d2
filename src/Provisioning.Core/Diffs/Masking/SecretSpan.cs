namespace Provisioning.Diffs.Masking;

/// <summary>A part of a line that must not be shown; half-open.</summary>
internal readonly record struct SecretSpan(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public bool Contains(SecretSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Joins spans that overlap, so that nothing of either is shown; in order of place.</summary>
    public static List<SecretSpan> Join(IEnumerable<SecretSpan> spans)
    {
        var joined = new List<SecretSpan>();
        foreach (var span in spans.Where(span => !span.IsEmpty).OrderBy(span => span.Start))
        {
            if (joined.Count > 0 && span.Start < joined[^1].End)
            {
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, span.End) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }
}
