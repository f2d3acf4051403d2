namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>What Junos finds wrong with a statement.</summary>
/// <param name="Message">The message.</param>
/// <param name="Path">The words of the level, e.g. <c>interfaces ge-0/0/0</c>; null when the message is about no level.</param>
/// <param name="BadElement">The word it stumbled over.</param>
internal sealed record JunosProblem(string Message, string? Path = null, string? BadElement = null)
{
    /// <summary>Whether the rest goes on as if nothing was.</summary>
    public bool IsWarning { get; init; }
}
