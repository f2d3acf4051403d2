namespace Provisioning.Diffs.Matching;

/// <summary>A place on both sides.</summary>
internal readonly record struct LinePair(int Before, int After)
{
    /// <summary>How far both sides have come together.</summary>
    public int Sum => Before + After;

    public LinePair Next => new(Before + 1, After + 1);

    public LinePair Previous => new(Before - 1, After - 1);
}
