using System.Globalization;
using System.Text;

namespace Provisioning.Diffs;

/// <summary>Makes text from a device safe to print: what would steer a terminal becomes visible instead.</summary>
public static class TerminalText
{
    /// <summary>
    /// Replaces control characters by their code, e.g. <c>\x1b</c> for escape and <c>\u202e</c> for the sign that turns the
    /// writing direction. Tabs and line ends (<c>\n</c>, <c>\r\n</c>) stay.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text)
    {
        var first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        var safe = new StringBuilder(text, 0, first, text.Length + 16);
        for (var index = first; index < text.Length; index++)
        {
            Append(safe, text[index], IsUnsafe(text, index));
        }

        return safe.ToString();
    }

    private static int FirstUnsafe(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (IsUnsafe(text, index))
            {
                return index;
            }
        }

        return -1;
    }

    // A lone carriage return lets the rest of a line overwrite its beginning.
    private static bool IsUnsafe(string text, int index) => text[index] switch
    {
        '\t' or '\n' => false,
        '\r' => index + 1 == text.Length || text[index + 1] != '\n',
        var other => char.IsControl(other) || IsDirectional(other),
    };

    private static bool IsDirectional(char character) => character
        is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static void Append(StringBuilder safe, char character, bool isUnsafe)
    {
        if (!isUnsafe)
        {
            safe.Append(character);
            return;
        }

        var format = character < 0x100 ? @"\x{0:x2}" : @"\u{0:x4}";
        safe.AppendFormat(CultureInfo.InvariantCulture, format, (int)character);
    }
}
