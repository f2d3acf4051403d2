using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>Writes files with the Tcl shell of NX-OS (recorded: scrapli).</summary>
internal static class NxosTcl
{
    /// <summary>What the prompt of the shell contains.</summary>
    public const string Place = "-tcl";

    /// <summary>The lines to type at an exec prompt; the last one leaves the shell.</summary>
    /// <param name="files">The name of each file on <c>bootflash:</c>, and what it is to hold, as UTF-8.</param>
    public static IReadOnlyList<CliLine> Lines(IEnumerable<(string Name, string Text)> files) =>
        [new("tclsh"), .. files.SelectMany((file, index) => Lines(file.Name, file.Text, "wb+", index == 0 ? Place : null)), new("tclquit")];

    /// <summary>The same for a text that is to stand behind what a file holds.</summary>
    public static IReadOnlyList<CliLine> Append(string name, string text) => [new("tclsh"), .. Lines(name, text, "ab", Place), new("tclquit")];

    private static IEnumerable<CliLine> Lines(string name, string text, string mode, string? place) =>
        [new($"set prv [open \"/bootflash/{name}\" {mode}]", At: place), .. TclText.Puts(text, "prv"), new("close $prv")];
}
