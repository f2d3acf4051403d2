using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>Writes a file with the Tcl shell of IOS (Cisco, "Scripting with Tcl").</summary>
internal static class CiscoIosTcl
{
    /// <summary>What the prompt of the shell contains.</summary>
    public const string Place = "(tcl)";

    /// <summary>The lines to type at a privileged prompt; the last one leaves the shell.</summary>
    /// <param name="path">The file, e.g. <c>flash:a.cfg</c>.</param>
    /// <param name="text">What it is to hold, as UTF-8.</param>
    public static IReadOnlyList<CliLine> Lines(string path, string text) =>
    [
        new("tclsh"),
        new($"set prv [open \"{path}\" w+]", At: Place),
        new("catch {fconfigure $prv -translation binary}"),
        .. TclText.Puts(text, "prv"),
        new("close $prv"),
        new("tclquit"),
    ];
}
