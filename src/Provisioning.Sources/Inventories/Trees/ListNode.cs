namespace Provisioning.Sources.Inventories.Trees;

/// <summary>A list of values.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">The values in order.</param>
internal sealed record ListNode(Position At, IReadOnlyList<Node> Items) : Node(At, "a list");
