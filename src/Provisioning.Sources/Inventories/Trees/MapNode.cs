namespace Provisioning.Sources.Inventories.Trees;

/// <summary>A mapping, in the order written; a key may still be there twice.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Fields">The keys with their values.</param>
internal sealed record MapNode(Position At, IReadOnlyList<Field> Fields) : Node(At, "a mapping");
