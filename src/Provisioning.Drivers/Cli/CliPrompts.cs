namespace Provisioning.Drivers.Cli;

/// <summary>Tells a platform's prompts from other lines.</summary>
/// <param name="profile">The platform.</param>
/// <param name="host">The host name that prompts must show; null when it may change.</param>
internal sealed class CliPrompts(CliProfile profile, string? host)
{
    // A line that grows is looked at whenever more of it comes, so that a search of all of it would cost the square of its length.
    private const int Longest = 4096;

    /// <summary>How long the prompt is that a line begins with, whatever its host name; 0 when it begins with none.</summary>
    public int LengthIn(ReadOnlySpan<char> line)
    {
        foreach (var match in profile.Prompt.EnumerateMatches(line))
        {
            return match.Index == 0 ? match.Length : 0;
        }

        return 0;
    }

    /// <summary>Whether a line is a prompt and nothing else, whatever its host name.</summary>
    public bool IsPrompt(ReadOnlySpan<char> line) => line.Length <= Longest && LengthIn(line) is var length and > 0 && length == line.Length;

    /// <summary>Whether a line that has no end yet may be a question.</summary>
    public static bool IsQuestion(ReadOnlySpan<char> line) => line.Length is > 0 and <= Longest;

    /// <summary>Whether a line may stand above a prompt and belong to it.</summary>
    public bool IsHead(ReadOnlySpan<char> line) => profile.PromptHead?.IsMatch(line) == true;

    /// <summary>Whether the prompt that a line begins with shows the host name.</summary>
    public bool IsHost(ReadOnlySpan<char> line) =>
        host is null || Cut(profile.Prompt.Match(line.ToString()).Groups["host"].ValueSpan).SequenceEqual(Cut(host));

    private ReadOnlySpan<char> Cut(ReadOnlySpan<char> name) => name[..Math.Min(name.Length, profile.HostCharacters)];
}
