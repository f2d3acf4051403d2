namespace Provisioning.Lab.Commands;

/// <summary>What a line means in a mode.</summary>
/// <param name="Status">Whether it is a command.</param>
/// <param name="Rule">The command; null unless some rule fits as far as the line goes.</param>
/// <param name="Words">The line with keywords spelled out and values in their canonical form.</param>
/// <param name="KeyWords">How many of the words name the setting.</param>
/// <param name="FailedAt">The index of the word that does not fit.</param>
internal sealed record CommandMatch(
    MatchStatus Status, CommandRule? Rule, IReadOnlyList<string> Words, int KeyWords, int FailedAt)
{
    public string Line => string.Join(' ', Words);

    public string Key => string.Join(' ', Words.Take(KeyWords));
}
