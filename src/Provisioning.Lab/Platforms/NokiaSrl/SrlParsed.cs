namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>What the words of a path say.</summary>
/// <param name="Place">Where they lead: the context that they open, or the last leaf.</param>
/// <param name="Leaves">The leaves that they give values to.</param>
/// <param name="Error">The device's answer when they are wrong; null when they are right.</param>
internal sealed record SrlParsed(SrlPath Place, IReadOnlyList<(SrlPath Leaf, IReadOnlyList<string> Values)> Leaves, string? Error = null);
