using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Turns a config text into the lines to type in a configuration session.</summary>
internal static partial class AristaEosConfig
{
    private const string Configuring = "(config";

    /// <summary>
    /// The lines to type, the last of which leaves the session. Where the indentation ends a mode, the place of the next line is gone to from outside: by <c>end</c>,
    /// the session and the modes that stay open. An <c>exit</c> typed ahead would leave the session when the line that opened
    /// its mode is refused, and what follows would be run as commands; and a global command typed inside a mode, which EOS
    /// would take, may have a word that both know. Here-docs go as they stand.
    /// </summary>
    /// <param name="config">The text.</param>
    /// <param name="enter">The command that enters the session.</param>
    /// <exception cref="LoadException">A line holds a character that the command line would act on, or a here-doc has no end.</exception>
    public static IReadOnlyList<CliLine> Lines(string config, string enter)
    {
        var typed = new List<CliLine>();
        var modes = new IndentedModes();
        var (endings, begun) = (0, 0);
        foreach (var (text, number) in config.Split('\n').Select((text, index) => (text, index + 1)))
        {
            if (endings > 0)
            {
                typed.Add(new(Checked(NoVagueEnd(text, number), number, "\x03"), number, InHereDoc: true));
                endings -= text == "EOF" ? 1 : 0;
            }
            else if (IsCommand(text))
            {
                (endings, begun) = (Endings(text), number);
                Type(typed, modes, Indent(text), new(Checked(text.TrimEnd(), number, "?\t\x03").TrimStart(), number));
            }
        }

        return endings == 0
            ? typed is [.., { Text: "exit" }] ? typed : [.. typed, new("end")]
            : throw new LoadException(ErrorCode.LoadRejected, $"The text that begins in line {begun} of the intended config has no closing line 'EOF'. Nothing was changed.");

        void Type(List<CliLine> typed, IndentedModes modes, int indent, CliLine line)
        {
            var isExit = line.Text == "exit";
            if (modes.Enter(indent) || (isExit && modes.Exit()))
            {
                typed.AddRange([new("end", line.Number), new(enter, line.Number), .. modes.Openers]);
            }
            else if (isExit)
            {
                // In a text without indentation nothing else tells that a mode ends, and it may be one too many.
                typed.Add(line);
            }

            if (!isExit)
            {
                typed.Add(line with { At = typed is [.., { Text: "exit" }] ? Configuring : null });
                modes.Typed(line);
            }
        }
    }

    private static bool IsCommand(string text)
    {
        var command = text.AsSpan().Trim();
        return !command.IsEmpty && command[0] != '!' && !command.SequenceEqual("end");
    }

    private static int Indent(string text) => text.Length - text.AsSpan().TrimStart().Length;

    // Whether EOS takes it for the end is not known: what follows would be text, or commands.
    private static string NoVagueEnd(string text, int number) => text != "EOF" && text.TrimEnd() == "EOF"
        ? throw new LoadException(ErrorCode.IntendedConfigUnsendable, $"Line {number} of the intended config holds 'EOF' and blanks at column 4, which may or may not end the text. Remove the blanks, or the line.")
        : text;

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
