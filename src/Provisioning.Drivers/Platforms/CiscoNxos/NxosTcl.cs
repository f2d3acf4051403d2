using System.Globalization;
using System.Text;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// Writes a file with the Tcl shell of NX-OS (recorded: scrapli). The text goes as quoted pieces in which every character that
/// Tcl or the line editor would act on stands as its number, so that it arrives byte by byte; in the recordings a piece of
/// many lines stalls.
/// </summary>
internal static class NxosTcl
{
    /// <summary>What the prompt of the shell contains.</summary>
    public const string Place = "-tcl";

    private const int LongestPiece = 200;

    /// <summary>The lines to type at an exec prompt; the last one leaves the shell.</summary>
    /// <param name="name">The file on <c>bootflash:</c>.</param>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    public static IReadOnlyList<CliLine> Lines(string name, string text) =>
    [
        new("tclsh"),
        new($"set prv [open \"/bootflash/{name}\" wb+]", At: Place),
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
