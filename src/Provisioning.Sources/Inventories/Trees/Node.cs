namespace Provisioning.Sources.Inventories.Trees;

/// <summary>A value in a file, whatever the file's format.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Kind">What it is, for messages: <c>a list</c>.</param>
internal abstract record Node(Position At, string Kind);
