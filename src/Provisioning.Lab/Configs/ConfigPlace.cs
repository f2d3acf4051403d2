namespace Provisioning.Lab.Configs;

/// <summary>Where a session stands in a configuration.</summary>
/// <param name="Mode">The mode's name in the grammar.</param>
/// <param name="Section">The mode's lines.</param>
/// <param name="Prompt">What the mode adds to the prompt, e.g. <c>if-Et1</c>; empty at the top.</param>
/// <param name="Line">The line that opened the mode; empty at the top.</param>
internal sealed record ConfigPlace(string Mode, ConfigSection Section, string Prompt, string Line);
