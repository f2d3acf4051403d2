using System.Globalization;
using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>
/// Text for the Tcl shell that some devices have: quoted pieces in which every character that Tcl or the line editor would act
/// on stands as its number, so that it arrives byte by byte.
/// </summary>
internal static class TclText
{
    // The line editor of IOS takes at most 254 characters; on NX-OS a piece of many lines stalls (recorded: scrapli).
    private const int LongestPiece = 200;

    /// <summary>The lines that write a text, as UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="channel">The Tcl variable that holds the open file.</param>
    public static IEnumerable<CliLine> Puts(string text, string channel) =>
        Pieces(text).Select(piece => new CliLine($"puts -nonewline ${channel} \"{piece}\""));

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            piece.Append(Escaped(one));
            if (piece.Length > LongestPiece)
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static string Escaped(byte one) => one switch
    {
        (byte)'\n' => "\\n",
        (byte)'"' or (byte)'\\' or (byte)'$' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)';' => "\\" + (char)one,
        (byte)'?' or < 0x20 or >= 0x7f => "\\" + Convert.ToString(one, 8).PadLeft(3, '0'),
        _ => ((char)one).ToString(CultureInfo.InvariantCulture),
    };
}
