using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>The lines to type. VyOS's command line is a shell, so that a word must be plain or stand in single quotes.</summary>
internal static partial class VyosConfig
{
    public static IReadOnlyList<CliLine> Lines(string config) =>
        [.. config.Split('\n').Select((text, index) => new CliLine(text.Trim(), index + 1)).Where(line => line.Text.Length > 0 && line.Text[0] != '#').Select(Checked)];

    /// <summary>The commands that take away what a running config has, top node by top node.</summary>
    public static IEnumerable<CliLine> Deletions(string running) =>
        running.Split('\n').Where(line => line.StartsWith("set ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).Distinct().Select(top => new CliLine($"delete {top}"));

    private static CliLine Checked(CliLine line)
    {
        if (!line.Text.StartsWith("set ", StringComparison.Ordinal) && !line.Text.StartsWith("delete ", StringComparison.Ordinal))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"Line {line.Number} of the intended config is '{line.Text}'; VyOS configs have 'set' and 'delete' lines. Nothing was changed.");
        }

        var taken = Words().Match(line.Text).Length;
        return taken == line.Text.Length ? line : throw new LoadException(
            ErrorCode.IntendedConfigUnsendable,
            $"Line {line.Number} of the intended config holds '{line.Text[taken]}' at column {taken + 1}, on which the VyOS command line would act. Put the value into single quotes, or remove it.");
    }

    [GeneratedRegex(@"^(?:[\w./:@+%,=^~\-]+|'[^'?\x00-\x1f\x7f]*'|(?<=\S) +(?=\S))*")]
    private static partial Regex Words();
}
