using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Cli;

/// <summary>Tells a platform's prompts from other lines.</summary>
/// <param name="profile">The platform.</param>
/// <param name="host">The host name that prompts must show; null when it may change.</param>
internal sealed class CliPrompts(CliProfile profile, string? host)
{
    /// <summary>The prompt that a line begins with, whatever its host name.</summary>
    public Match Match(string line) => profile.Prompt.Match(line);

    /// <summary>Whether a line is a prompt and nothing else, whatever its host name.</summary>
    public bool IsPrompt(string line) => Match(line) is { Success: true } match && match.Length == line.Length;

    /// <summary>Whether a line may stand above a prompt and belong to it.</summary>
    public bool IsHead(string line) => profile.PromptHead?.IsMatch(line) == true;

    /// <summary>Whether a prompt shows the host name.</summary>
    public bool IsHost(Match prompt) => host is null || Cut(prompt.Groups["host"].ValueSpan).SequenceEqual(Cut(host));

    private ReadOnlySpan<char> Cut(ReadOnlySpan<char> name) => name[..Math.Min(name.Length, profile.HostCharacters)];
}
