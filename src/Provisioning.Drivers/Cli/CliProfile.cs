using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Cli;

/// <summary>A CLI platform as data.</summary>
public sealed record CliProfile
{
    /// <summary>
    /// Matches a prompt at the start of a line, up to and with its last character and trailing space; what follows it on the
    /// line is the echo of what was typed.
    /// </summary>
    public required Regex Prompt { get; init; }

    /// <summary>
    /// How many characters of the host name every prompt shows at least; some modes cut longer names. Default: all. Longer names
    /// that begin alike are taken for the same.
    /// </summary>
    public int HostCharacters { get; init; } = int.MaxValue;

    /// <summary>
    /// Matches, as a whole, the line that stands above a prompt of two lines, e.g. <c>--{ running }--[  ]--</c>; it is part of the
    /// prompt then and of no answer. Null where prompts have one line. It may be missing above a prompt, as Junos's <c>[edit]</c> is.
    /// </summary>
    public Regex? PromptHead { get; init; }

    /// <summary>Matches what may stand before the echo of a line inside a here-doc, e.g. <c>... </c>; null where nothing does.</summary>
    public Regex? Continuation { get; init; }

    /// <summary>
    /// What is typed at the first prompt, on a line that may draw itself anew with every key, to get a plain one. Only behind
    /// its echo are prompts and echoes believed. Null where the command line is plain from the start.
    /// </summary>
    public string? FirstLine { get; init; }

    /// <summary>Matches an output line that means failure, whatever was typed.</summary>
    public required Regex Failure { get; init; }

    /// <summary>Matches an output line of a config line that may be ignored: warnings and hints. Any other output is a failure.</summary>
    public required Regex Harmless { get; init; }

    /// <summary>Matches a log line that the device mixes into its output; such lines are dropped. Null where it mixes none.</summary>
    public Regex? Noise { get; init; }

    /// <summary>Questions to answer wherever they come, e.g. the pager's.</summary>
    public IReadOnlyList<CliQuestion> Questions { get; init; } = [];

    /// <summary>What starts a comment that may be typed anywhere outside a here-doc. Default <c>!</c>.</summary>
    public string Comment { get; init; } = "!";

    /// <summary>Whether lines may be typed before the one before them was answered. Default true; false types one line at a time.</summary>
    public bool TypesAhead { get; init; } = true;

    /// <summary>How many bytes may be typed ahead of what the device has echoed, at first. Default 32 KiB.</summary>
    public int WindowBytes { get; init; } = 32_768;

    /// <summary>How many bytes may be typed ahead once the device has kept up. Default 256 KiB.</summary>
    public int LargestWindowBytes { get; init; } = 262_144;
}
