namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>A line of a config text, together with those that its last value goes on in.</summary>
/// <param name="Text">The lines, with line feeds between them, without the indentation of the first.</param>
/// <param name="Number">The number of the first line.</param>
/// <param name="Words">Its words, as they are written.</param>
internal sealed record NokiaSrlStatement(string Text, int Number, IReadOnlyList<string> Words);
