using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>
/// Reads the diffs of IOS (Cisco, "Contextual Configuration Diff Utility"; recorded outputs: napalm-ios issues 96 and 195). Signs
/// go to the first column, where every reader of a diff looks for them.
/// </summary>
internal static partial class CiscoIosDiff
{
    private const string NoChanges = "No changes were found";

    /// <summary>What <c>show archive config differences</c> tells; empty when there is no difference.</summary>
    /// <exception cref="FormatException">It does not begin as a diff does.</exception>
    public static string OfReplacement(IReadOnlyList<string> output)
    {
        if (!output.Any(line => line.Contains("Contextual Config Diffs", StringComparison.Ordinal) || line.Contains(NoChanges, StringComparison.Ordinal)))
        {
            throw new FormatException(Said(output));
        }

        var lines = output.Where(line => line.Length > 0 && !DiffHeader().IsMatch(line)).Select(Signed).ToList();
        return lines.Any(line => line[0] != ' ') ? string.Join('\n', lines) + "\n" : "";
    }

    /// <summary>The lines of <c>show archive config incremental-diffs</c>, with the word that order matters.</summary>
    /// <exception cref="FormatException">It is no such list, or not a whole one.</exception>
    public static IReadOnlyList<string> Incremental(IReadOnlyList<string> output)
    {
        var isList = output.Any(line => line.TrimStart().StartsWith("!List of", StringComparison.OrdinalIgnoreCase));
        return isList && !output.Any(CfgDiffError().IsMatch)
            ? [.. output.Where(line => line.Trim() is not ("" or "end" or "exit") && (OrderMatters().IsMatch(line) || line.TrimStart()[0] != '!'))]
            : throw new FormatException(Said(output));
    }

    /// <summary>
    /// Those lines that are a change. A <c>no</c> line never stands in a running config, so IOS lists it for ever; it is a change
    /// only while there is something that it takes away.
    /// </summary>
    /// <param name="lines">What IOS lists.</param>
    /// <param name="running">The running config.</param>
    /// <param name="everything">The running config with its defaults; null when it was not read.</param>
    public static string OfMerge(IReadOnlyList<string> lines, CiscoIosLines running, CiscoIosLines? everything)
    {
        var shown = new List<string>();
        var (isChange, ordered) = (false, lines.Where(line => OrderMatters().IsMatch(line)).ToList());
        foreach (var (raw, place, line) in Commands(lines))
        {
            var isHeader = !IsNegative(line) && running.Has(place, line);
            if (!isHeader && !Takes(place, line, running, everything))
            {
                continue;
            }

            isChange |= !isHeader;
            shown.Add($"{(isHeader ? ' ' : IsNegative(line) ? '-' : '+')}{raw}");
        }

        shown.AddRange(ordered.Select(line => "+" + line));
        return isChange || ordered.Count > 0 ? string.Join('\n', shown) + "\n" : "";
    }

    /// <summary>Whether only the defaults tell if a line is a change.</summary>
    public static bool NeedsDefaults(IReadOnlyList<string> lines, CiscoIosLines running) =>
        Commands(lines).Any(command => IsNegative(command.Line) && !running.HasNamed(command.Place, Negated(command.Line)));

    private static bool Takes(string place, string line, CiscoIosLines running, CiscoIosLines? everything) =>
        !IsNegative(line) || running.HasNamed(place, Negated(line)) || everything?.HasNamed(place, Negated(line)) == true;

    private static IEnumerable<(string Raw, string Place, string Line)> Commands(IReadOnlyList<string> lines)
    {
        var commands = lines.Where(line => !OrderMatters().IsMatch(line)).ToList();
        return commands.Zip(CiscoIosLines.Placed(commands), (raw, placed) => (raw, placed.Place, placed.Line));
    }

    private static bool IsNegative(string line) => Negative().IsMatch(line);

    private static string Negated(string line) => Negative().Replace(line, "");

    private static string Signed(string line)
    {
        var text = line.TrimStart();
        var indent = line[..^text.Length];
        return text[0] is '+' or '-' ? text[0] + indent + text[1..] : " " + line;
    }

    private static string Said(IReadOnlyList<string> output) => string.Join(' ', output).Trim();

    [GeneratedRegex(@"Contextual Config Diffs|No changes were found|^[\s+-]*ntp clock-period")]
    private static partial Regex DiffHeader();

    // Recorded: "Error: received error code 5 when looking for missing lines", "!Error: cfgdiff returned error 5".
    [GeneratedRegex(@"^!?\s*%?Error\b|cfgdiff returned error")]
    private static partial Regex CfgDiffError();

    [GeneratedRegex(@"order-dependent line.*re-ordered", RegexOptions.IgnoreCase)]
    private static partial Regex OrderMatters();

    [GeneratedRegex(@"^(?:no|default)\s+")]
    private static partial Regex Negative();
}
