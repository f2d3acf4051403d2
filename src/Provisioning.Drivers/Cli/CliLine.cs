namespace Provisioning.Drivers.Cli;

/// <summary>A line to type.</summary>
/// <param name="Text">The text, without a line end.</param>
/// <param name="Number">Its line number in the config it came from; 0 when it did not come from one.</param>
/// <param name="InHereDoc">Whether it is typed inside a here-doc, where the device shows no prompt.</param>
internal readonly record struct CliLine(string Text, int Number = 0, bool InHereDoc = false);
