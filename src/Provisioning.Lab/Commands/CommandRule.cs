namespace Provisioning.Lab.Commands;

/// <summary>One command that a mode knows, e.g. <c>ip address :: PREFIX</c>.</summary>
/// <param name="Tokens">What its words must be.</param>
/// <param name="KeyAt">How many tokens name the setting; the rest is its value, which a later line replaces.</param>
/// <param name="Order">Where it stands among the mode's lines.</param>
/// <param name="Opens">The mode that it enters; null when none.</param>
/// <param name="Flags">What else is special about it, by name.</param>
internal sealed record CommandRule(
    IReadOnlyList<PatternToken> Tokens, int KeyAt, int Order, string? Opens, IReadOnlyDictionary<string, string> Flags)
{
    public bool Is(string flag) => Flags.ContainsKey(flag);
}
