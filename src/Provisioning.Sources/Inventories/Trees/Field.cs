namespace Provisioning.Sources.Inventories.Trees;

/// <summary>A key of a mapping and its value.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="At">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record Field(string Key, Position At, Node Value);
