using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>
/// Refuses deep nesting, because the document is built recursively and would end the process instead of failing; and
/// an alias without its anchor, because only here its position is known.
/// </summary>
internal sealed class GuardedParser(IParser parser) : IParser
{
    // Counts the stream and the document too.
    private const int Deepest = 64;
    private readonly HashSet<AnchorName> _anchors = [];
    private int _depth;

    /// <summary>The end of what was read well.</summary>
    public Position? Reached { get; private set; }

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        if (!parser.MoveNext())
            return false;
        Reached = parser.Current!.End.ToPosition();
        Check(parser.Current);
        return true;
    }

    private void Check(ParsingEvent read)
    {
        if ((_depth += read.NestingIncrease) > Deepest)
            throw new MalformedException($"values are nested deeper than {Deepest} levels", read.Start.ToPosition());
        if (read is AnchorAlias alias && !_anchors.Contains(alias.Value))
            throw new MalformedException("an alias ('*...') has no anchor before it; quote a text that begins with '*'", read.Start.ToPosition());
        if (read is NodeEvent { Anchor.IsEmpty: false } node)
            _anchors.Add(node.Anchor);
    }
}
