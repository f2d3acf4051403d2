using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Cli;

/// <summary>A CLI platform as data.</summary>
internal sealed record CliProfile
{
    /// <summary>
    /// Matches a prompt at the start of a line, up to and with its last character and trailing space; what follows it on the
    /// line is the echo of what was typed.
    /// </summary>
    public required Regex Prompt { get; init; }

    /// <summary>Matches an output line that means failure, whatever was typed.</summary>
    public required Regex Failure { get; init; }

    /// <summary>Matches an output line of a config line that may be ignored: warnings and hints. Any other output is a failure.</summary>
    public required Regex Harmless { get; init; }

    /// <summary>Matches a log line that the device mixes into its output; such lines are dropped. Null where it mixes none.</summary>
    public Regex? Noise { get; init; }

    /// <summary>Questions to answer wherever they come, e.g. the pager's.</summary>
    public IReadOnlyList<CliQuestion> Questions { get; init; } = [];

    /// <summary>How many bytes may be typed ahead of what the device has echoed.</summary>
    public int WindowBytes { get; init; } = 16_384;
}
