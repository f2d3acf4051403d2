namespace Provisioning.Drivers.Cli;

/// <summary>What a device answered to a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Prompt">The prompt that the line was typed at; one of two lines has a line feed in it.</param>
/// <param name="Output">The lines between its echo and the next prompt.</param>
public sealed record CliReply(CliLine Line, string Prompt, IReadOnlyList<string> Output)
{
    /// <summary>The output as one text, LF line ends.</summary>
    public string Text => string.Join('\n', Output);
}
