namespace Provisioning.Drivers.Cli;

/// <summary>A line to type.</summary>
/// <param name="Text">The text, without a line end.</param>
/// <param name="Number">Its line number in the config it came from; 0 when it did not come from one.</param>
/// <param name="InHereDoc">Whether it is typed inside a here-doc, where the device shows no prompt.</param>
/// <param name="At">
/// What the prompt must contain for the line to be typed. It then waits for the answer before it; at another prompt neither it
/// nor any later line is typed. Null types it ahead.
/// </param>
public readonly record struct CliLine(string Text, int Number = 0, bool InHereDoc = false, string? At = null);
