using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>What can be sent, and what of an answer to <c>copy</c> is no news.</summary>
internal static partial class CiscoNxosText
{
    /// <summary>Files carry any text, but a config cannot hold control characters other than a tab and the ETX of a banner.</summary>
    /// <exception cref="LoadException">The text holds one.</exception>
    public static void RefuseUnsendable(string config)
    {
        if (Control().Match(config) is { Success: true } match)
        {
            var number = config.AsSpan(0, match.Index).Count('\n') + 1;
            var column = match.Index - config.LastIndexOf('\n', match.Index);
            throw new LoadException(
                ErrorCode.IntendedConfigUnsendable,
                $"Line {number} of the intended config holds '\\x{(int)match.Value[0]:x2}' at column {column}, which no NX-OS config can hold. Remove it.");
        }
    }

    public static string CopyRunning(string name) => $"copy running-config bootflash:{name}";

    /// <summary>Whether an answer to <c>copy</c> is one of success; whatever else it says is what it refused.</summary>
    public static bool IsCopied(CliReply reply) =>
        reply.Text.Contains("Copy complete", StringComparison.OrdinalIgnoreCase) && reply.Output.All(IsProgress);

    /// <summary>Whether a line of an answer to <c>copy</c> says nothing of success or failure.</summary>
    public static bool IsProgress(string line) => Progress().IsMatch(line);

    [GeneratedRegex(@"[\x00-\x02\x04-\x08\x0b-\x1f\x7f]")]
    private static partial Regex Control();

    // Recorded: the bar is drawn over and over on one line, which a carriage return leads.
    [GeneratedRegex(@"^\s*$|^\[#* *\] +\d+%|^Performing image verification|^Copy complete|^Copying|^Warning\b|^\s*!", RegexOptions.IgnoreCase)]
    private static partial Regex Progress();
}
