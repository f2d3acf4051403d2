using YamlDotNet.Core;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>YAML's positions as ours.</summary>
internal static class MarkExtensions
{
    public static Position ToPosition(this in Mark mark) => new((int)mark.Line, (int)mark.Column);
}
