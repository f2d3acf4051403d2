using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>Command lines as tests type on them.</summary>
internal static class CliProfiles
{
    /// <summary>As most devices have it: a host's name, maybe a mode, and a sign on one line.</summary>
    public static readonly CliProfile OneLinePrompt = new()
    {
        Prompt = new Regex(@"^(?<host>\w+)(?:\([^()]*\))?[>#] ?"),
        Failure = new Regex("^%"),
        Harmless = new Regex("^$|^!"),
        Noise = new Regex("^LOG: "),
        Questions = [new(new Regex(@"--More--\s*$"), " ", Enter: false)],
        WindowBytes = 100,
        LargestWindowBytes = 100,
    };
}
