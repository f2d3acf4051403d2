using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Turns a config text into the lines to type in a configuration session.</summary>
internal static partial class AristaEosConfig
{
    /// <summary>
    /// The lines to type. A mode is left by <c>exit</c> where the indentation ends: EOS would also take a global command inside
    /// a mode, but a word that both modes know would land in the wrong one. Here-docs go as they stand.
    /// </summary>
    /// <exception cref="LoadException">A line holds a character that the command line would act on.</exception>
    public static IReadOnlyList<CliLine> Lines(string config)
    {
        var lines = new List<CliLine>();
        var indents = new Stack<int>([0]);
        var endings = 0;
        foreach (var (text, number) in config.Split('\n').Select((text, index) => (text, index + 1)))
        {
            if (endings > 0)
            {
                lines.Add(new(text, number, InHereDoc: true));
                endings -= text == "EOF" ? 1 : 0;
            }
            else if (IsCommand(text))
            {
                Leave(indents, Indent(text), lines, number);
                lines.Add(new(Checked(text.Trim(), number), number));
                endings = Endings(text);
            }
        }

        return endings == 0
            ? [.. lines, .. Exits(indents.Count - 1)]
            : throw new LoadException(ErrorCode.LoadRejected, $"The text block that begins before the end of the intended config has no closing line 'EOF'.");
    }

    private static bool IsCommand(string text)
    {
        var command = text.AsSpan().Trim();
        return !command.IsEmpty && command[0] != '!' && !command.SequenceEqual("end") && !command.SequenceEqual("exit");
    }

    private static void Leave(Stack<int> indents, int indent, List<CliLine> lines, int number)
    {
        while (indents.Peek() > indent)
        {
            indents.Pop();
            lines.Add(new("exit", number));
        }

        if (indent > indents.Peek())
        {
            indents.Push(indent);
        }
    }

    private static IEnumerable<CliLine> Exits(int count) => Enumerable.Repeat(new CliLine("exit"), count);

    private static int Indent(string text) => text.Length - text.AsSpan().TrimStart().Length;

    private static string Checked(string text, int number)
    {
        var index = text.IndexOfAny(['?', '\t', '\x03']);
        return index < 0 ? text : throw new LoadException(
            ErrorCode.IntendedConfigUnsendable,
            $"Line {number} of the intended config holds '{(text[index] == '?' ? "?" : $"\\x{(int)text[index]:x2}")}' at column {index + 1}, which the EOS command line takes as a request for help or completion. Remove it.");
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
