namespace Provisioning.Diffs.Matching;

/// <summary>What a matching took, in lines: near n log n is a promise, and this is how it is kept.</summary>
internal sealed class MatchingEffort
{
    /// <summary>Lines that were counted, in all passes together.</summary>
    public long Counted { get; set; }

    /// <summary>The largest gap that DiffPlex was given, whose effort grows with its square.</summary>
    public int LargestGap { get; set; }
}
