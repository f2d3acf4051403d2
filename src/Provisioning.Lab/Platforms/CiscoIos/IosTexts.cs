using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>Reads and writes config texts.</summary>
internal static partial class IosTexts
{
    // Stands for each blank behind another one in a line of free text, which IOS keeps as it is.
    private const char KeptBlank = '\x1';

    private static readonly ConfigStyle Style = new(1, item => item.Line.StartsWith("banner", StringComparison.Ordinal)
        ? $" {IosTextReader.Etx}{item.Text}{IosTextReader.Etx}\n"
        : $"\n{item.Text}  \tquit\n");

    /// <summary>The config as a file holds it.</summary>
    public static string Write(ConfigSection config) => ConfigRenderer.Render(config, Style).Replace(KeptBlank, ' ') + "!\nend\n";

    /// <summary>The same on a screen, where ETX shows as two characters.</summary>
    public static string Show(ConfigSection config) => Write(config).Replace(IosTextReader.Etx.ToString(), "^C", StringComparison.Ordinal);

    /// <summary>Enters a text's lines into a config.</summary>
    /// <returns>The lines that were refused, each with its message.</returns>
    public static IReadOnlyList<(string Line, string Message)> Read(string text, ConfigEditor editor, string cannotApply = "")
    {
        var refused = new List<(string Line, string Message)>();
        var reader = new IosTextReader();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (!reader.InText && line.TrimEnd() == "end")
            {
                break;
            }

            if (reader.Take(line) is { } command && IsCommand(command.Line) && Enter(editor, command, cannotApply) is { } message)
            {
                refused.Add((command.Line.Trim(), message));
            }
        }

        return refused;
    }

    /// <summary>The message to a line that was not taken; null when it was.</summary>
    public static string? Message(EditResult result, string line, int column) => result.Status switch
    {
        _ when result.Taken => null,
        EditStatus.Incomplete => "% Incomplete command.\n",
        EditStatus.Ambiguous => $"% Ambiguous command:  \"{line.Trim()}\"",
        EditStatus.Rejected => result.Message!,
        _ => $"{Mark(line, result.FailedAt, column)}\n% Invalid input detected at '^' marker.\n",
    };

    /// <summary>Enters a line without a text.</summary>
    public static EditResult Enter(ConfigEditor editor, string line) => editor.Enter(FreeText().Match(line) is { Success: true } text
        ? text.Groups[1].Value + MoreBlanks().Replace(text.Groups[2].Value, KeptBlank.ToString())
        : line);

    private static string? Enter(ConfigEditor editor, (string Line, string? Text) command, string cannotApply)
    {
        if (cannotApply.Length > 0 && Regex.IsMatch(command.Line, cannotApply))
        {
            return "% Command rejected: it cannot be applied here";
        }

        var line = command.Line.Trim();
        if (line is "exit" && !editor.AtTop)
        {
            editor.Leave();
            return null;
        }

        return Message(command.Text is null ? Enter(editor, line) : editor.EnterText(line, command.Text), line, 0);
    }

    // The mark stands under the word at which IOS stopped reading.
    private static string Mark(string line, int word, int column)
    {
        var at = 0;
        for (var seen = 0; at < line.Length; at++)
        {
            if (line[at] != ' ' && (at == 0 || line[at - 1] == ' ') && seen++ == word)
            {
                break;
            }
        }

        return new StringBuilder().Append(' ', column + at).Append('^').ToString();
    }

    private static bool IsCommand(string line) => line.AsSpan().Trim() is { IsEmpty: false } command && command[0] != '!';

    [GeneratedRegex("^(description |remark |snmp-server (?:location|contact) )(.*)$")]
    private static partial Regex FreeText();

    [GeneratedRegex("(?<= ) ")]
    private static partial Regex MoreBlanks();
}
