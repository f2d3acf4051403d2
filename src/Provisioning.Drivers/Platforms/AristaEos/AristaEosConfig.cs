using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Turns a config text into the lines to type in a configuration session.</summary>
internal static partial class AristaEosConfig
{
    /// <summary>
    /// The lines to type. A mode is left by <c>exit</c> where the indentation ends: EOS would also take a global command inside
    /// a mode, but a word that both modes know would land in the wrong one. An <c>exit</c> of the text counts where the
    /// indentation does not say the same. Here-docs go as they stand.
    /// </summary>
    /// <exception cref="LoadException">A line holds a character that the command line would act on, or a here-doc has no end.</exception>
    public static IReadOnlyList<CliLine> Lines(string config)
    {
        var typed = new List<CliLine>();
        var modes = new AristaEosModes();
        var (endings, begun) = (0, 0);
        foreach (var (text, number) in config.Split('\n').Select((text, index) => (text, index + 1)))
        {
            if (endings > 0)
            {
                typed.Add(new(Checked(text, number, "\x03"), number, InHereDoc: true));
                endings -= text == "EOF" ? 1 : 0;
            }
            else if (IsCommand(text))
            {
                var isExit = text.AsSpan().Trim().SequenceEqual("exit");
                typed.AddRange(Enumerable.Repeat(new CliLine("exit", number), modes.Enter(Indent(text), isExit)));
                (endings, begun) = (Endings(text), number);
                if (!isExit)
                {
                    typed.Add(new(Checked(text.TrimEnd(), number, "?\t\x03").TrimStart(), number));
                }
            }
        }

        return endings == 0
            ? [.. typed, .. Enumerable.Repeat(new CliLine("exit"), modes.Open)]
            : throw new LoadException(ErrorCode.LoadRejected, $"The text that begins in line {begun} of the intended config has no closing line 'EOF'. Nothing was changed.");
    }

    private static bool IsCommand(string text)
    {
        var command = text.AsSpan().Trim();
        return !command.IsEmpty && command[0] != '!' && !command.SequenceEqual("end");
    }

    private static int Indent(string text) => text.Length - text.AsSpan().TrimStart().Length;

    private static string Checked(string text, int number, string refused)
    {
        var index = text.AsSpan(Indent(text)).IndexOfAny(refused) + Indent(text);
        return index < Indent(text) ? text : throw new LoadException(
            ErrorCode.IntendedConfigUnsendable,
            $"Line {number} of the intended config holds '{(text[index] == '?' ? "?" : $"\\x{(int)text[index]:x2}")}' at column {index + 1}, on which the EOS command line would act at once. Remove it.");
    }

    // The certificate commands of `management security` read two texts, the certificate and its key.
    private static int Endings(string text) => HereDoc().Match(text) switch
    {
        { Success: true } match when match.Groups["two"].Success => 2,
        { Success: true } => 1,
        _ => 0,
    };

    [GeneratedRegex(@"^\s*(?:banner\s+(?:login|motd|exec)|comment|(?<two>protocol\s+https\s+certificate))\s*$")]
    private static partial Regex HereDoc();
}
