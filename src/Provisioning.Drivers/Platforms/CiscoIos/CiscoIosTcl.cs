using System.Globalization;
using System.Text;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>
/// Writes a file with the Tcl shell of IOS (Cisco, "Scripting with Tcl"). The text goes as quoted pieces in which every
/// character that Tcl or the line editor would act on stands as its number, so that it arrives byte by byte.
/// </summary>
internal static class CiscoIosTcl
{
    /// <summary>What the prompt of the shell contains.</summary>
    public const string Place = "(tcl)";

    // The line editor of IOS takes at most 254 characters.
    private const int LongestPiece = 200;

    /// <summary>The lines to type at a privileged prompt; the last one leaves the shell.</summary>
    /// <param name="path">The file, e.g. <c>flash:a.cfg</c>.</param>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    public static IReadOnlyList<CliLine> Lines(string path, string text) =>
    [
        new("tclsh"),
        new($"set prv [open \"{path}\" w+]", At: Place),
        new("catch {fconfigure $prv -translation binary}"),
        .. Pieces(text).Select(piece => new CliLine($"puts -nonewline $prv \"{piece}\"")),
        new("close $prv"),
        new("tclquit"),
    ];

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
