using System.Globalization;

namespace Provisioning.Sources.Texts;

/// <summary>Makes a value from a file fit for a message: quoted, cut, and without characters that act on a terminal.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The value in quotes.</summary>
    public static string Value(string value)
    {
        var cut = value.Length > Longest ? value[..Longest] + "..." : value;
        return $"'{Text(cut)}'";
    }

    /// <summary>A whole message, of which a part may come from a file.</summary>
    public static string Text(string text) => string.Concat(text.Select(Character));

    /// <summary>Whether a character is invisible: a control, format or separating character.</summary>
    public static bool IsInvisible(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Character(char character) =>
        IsInvisible(character) ? $@"\u{(int)character:x4}" : character.ToString();
}
