using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>Writes a file with the Tcl shell of NX-OS (recorded: scrapli).</summary>
internal static class NxosTcl
{
    /// <summary>What the prompt of the shell contains.</summary>
    public const string Place = "-tcl";

    /// <summary>The lines to type at an exec prompt; the last one leaves the shell.</summary>
    /// <param name="name">The file on <c>bootflash:</c>.</param>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    public static IReadOnlyList<CliLine> Lines(string name, string text) =>
    [
        new("tclsh"),
        new($"set prv [open \"/bootflash/{name}\" wb+]", At: Place),
        .. TclText.Puts(text, "prv"),
        new("close $prv"),
        new("tclquit"),
    ];
}
