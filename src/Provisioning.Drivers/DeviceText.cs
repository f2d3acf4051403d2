using Provisioning.Diffs;

namespace Provisioning.Drivers;

/// <summary>How messages quote a device.</summary>
internal static class DeviceText
{
    /// <summary>Enough to see what went wrong; a device may answer with megabytes.</summary>
    public const int Longest = 2000;

    /// <summary>What a device said as a message may quote it: secrets masked, control characters escaped, and no more than a page of it.</summary>
    public static string Quote(this DeviceContext context, string text) =>
        TerminalText.Escape(Shorten(context.Secrets.Mask(Ahead(text))));

    /// <summary>As <see cref="Quote"/>, for what can hold no secrets, e.g. the words of a library that quotes a server.</summary>
    public static string Show(string text) => TerminalText.Escape(Shorten(text));

    /// <summary>The beginning of a text that is too long for a message.</summary>
    public static string Shorten(string text) => text.Length <= Longest ? text : $"{text[..Longest]}... ({text.Length - Longest} more characters)";

    // Cut behind what is shown and before it is searched for secrets: one that the first cut leaves a part of, the second drops.
    private static string Ahead(string text) => text.Length <= 4 * Longest ? text : text[..(4 * Longest)];
}
