using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>Enters the lines of a file into a configuration, one after another, as NX-OS does: past those that it refuses.</summary>
internal static partial class NxosReader
{
    /// <returns>What the device says of lines that it refuses (recorded: <c>Duplicate sequence number</c>, <c>Syntax error while parsing '...'</c>).</returns>
    public static List<string> Read(string text, ConfigSection into, CommandGrammar grammar)
    {
        var editor = new ConfigEditor(into, grammar);
        var refusals = new List<string>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (line is "exit" && !editor.AtTop)
            {
                editor.Leave();
            }
            else if (IsCommand(line))
            {
                var result = BannerStart().Match(line) is { Success: true } banner
                    ? editor.EnterText(banner.Groups["command"].Value, Banner(lines, ref at, banner))
                    : editor.Enter(line);
                refusals.AddRange(result.Taken ? [] : [Refusal(result, line)]);
            }
        }

        return refusals;
    }

    /// <summary>A banner's text with its delimiters, over as many lines as it takes.</summary>
    public static string Banner(string[] lines, ref int at, Match start)
    {
        var delimiter = start.Groups["text"].Value[0];
        var text = new StringBuilder(start.Groups["text"].Value);
        while (text.ToString().LastIndexOf(delimiter) == 0 && at + 1 < lines.Length)
        {
            text.Append('\n').Append(lines[++at].TrimEnd('\r'));
        }

        var whole = text.ToString();
        var end = whole.IndexOf(delimiter, 1);
        return end < 0 ? whole + delimiter : whole[..(end + 1)];
    }

    [GeneratedRegex(@"^(?<command>banner motd) (?<text>\S.*)$")]
    public static partial Regex BannerStart();

    // The version line says who wrote the file; it sets nothing.
    private static bool IsCommand(string line) =>
        line.Length > 0 && line[0] != '!' && line is not ("end" or "exit") && !line.StartsWith("version ", StringComparison.Ordinal);

    private static string Refusal(EditResult result, string line) =>
        result.Message is { } message ? message.TrimStart('%', ' ') : $"Syntax error while parsing '{line}'";
}
