using Provisioning.Diffs;

namespace Provisioning.Changes;

/// <summary>Makes text from an event safe for a message: it came over the network, and must not forge lines of a log.</summary>
internal static class EventText
{
    internal static string OneLine(string text) => TerminalText.Escape(text.ReplaceLineEndings(" "));
}
