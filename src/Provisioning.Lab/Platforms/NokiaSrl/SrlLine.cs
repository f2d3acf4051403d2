using System.Text;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>Splits command lines into words, and writes words back.</summary>
internal static class SrlLine
{
    /// <summary>
    /// The words of a line; null when a quote is still open, so that the value goes on in the next line (values of several
    /// lines, e.g. banners and keys, are printed and pasted so: containerlab issues 1443, 2029).
    /// </summary>
    public static List<SrlToken>? Split(string line)
    {
        var words = new List<SrlToken>();
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else if (line[at] == '#')
            {
                break;
            }
            else if (line[at] == '"')
            {
                if (Quoted(line, ref at) is not { } text)
                {
                    return null;
                }

                words.Add(new(text, true));
            }
            else
            {
                var start = at;
                while (at < line.Length && !char.IsWhiteSpace(line[at]))
                {
                    at++;
                }

                words.Add(new(line[start..at], false));
            }
        }

        return words;
    }

    /// <summary>A value as the device prints it: single words bare (recorded by napalm-srlinux), others quoted.</summary>
    public static string Quote(string value) => value.Length > 0 && value.All(IsBare)
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Which characters need quotes is unconfirmed beyond the blank.
    private static bool IsBare(char character) => char.IsAsciiLetterOrDigit(character) || "-_./:@+$=,%^&~".Contains(character, StringComparison.Ordinal);

    private static string? Quoted(string line, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            text.Append(line[at] == '\\' && at + 1 < line.Length ? line[++at] : line[at]);
        }

        return at++ < line.Length ? text.ToString() : null;
    }
}
