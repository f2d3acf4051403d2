using DiffPlex;

namespace Provisioning.Diffs.Matching;

/// <summary>Hands DiffPlex the lines of a gap, which are cut already.</summary>
internal sealed class GapChunker(NumberedLines lines, Gap gap) : IChunker
{
    public const string BeforeSide = "before";
    public const string AfterSide = "after";

    public IReadOnlyList<string> Chunk(string text) =>
        text == BeforeSide ? Pick(gap.Before, lines.BeforeLines) : Pick(gap.After, lines.AfterLines);

    private static string[] Pick(int[] positions, IReadOnlyList<string> all) =>
        Array.ConvertAll(positions, position => all[position]);
}
