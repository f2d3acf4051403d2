using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>Turns a config text into the file that IOS reads.</summary>
internal static partial class CiscoIosConfig
{
    private const string Etx = "\x03";

    // What IOS prints for the ETX character that ends its own banners; in a file it would be the delimiter '^'.
    private const string ShownEtx = "^C";

    /// <summary>
    /// The file: delimiters that were copied from a screen as <c>^C</c> become the character that they stand for, the line
    /// that ends a certificate gets back its TAB, the header of <c>show running-config</c> goes, and <c>end</c> stands last.
    /// </summary>
    /// <param name="config">The text.</param>
    /// <param name="operation">A replacement must be a whole config, which IOS tells by its <c>version</c> line.</param>
    /// <exception cref="LoadException">A character cannot be in a file, a text has no end, or it is no whole config.</exception>
    public static string ToFile(string config, LoadOperation operation)
    {
        RefuseControlCharacters(config);
        var file = new StringBuilder();
        var (hasVersion, ended, number) = (false, 0, 0);
        for (var at = 0; at < config.Length;)
        {
            var line = LineAt(config, at);
            number++;
            if (ended > 0 && IsCommand(line))
            {
                throw Rejected($"Line {number} of the intended config stands behind the 'end' in line {ended}, where IOS reads no more.");
            }

            var text = Text(config, at, line, number);
            ended = ended == 0 && line.TrimEnd() == "end" ? number : ended;
            hasVersion |= Version().IsMatch(line);
            if (ended == 0 && !Header().IsMatch(line))
            {
                file.Append(text is null ? line : text.Value.Written).Append('\n');
            }

            var taken = text?.Length ?? line.Length;
            number += config.AsSpan(at, taken).Count('\n');
            at += taken + 1;
        }

        return operation == LoadOperation.Merge || hasVersion
            ? file.Append("end\n").ToString()
            : throw Rejected("The intended config has no 'version' line, by which IOS tells a whole config from a part of one; it is to replace everything. Add the line as the device shows it, or merge.");
    }

    /// <summary>The text that a line begins: how much of the config it takes, to the end of its last line, and how to write it.</summary>
    private static (int Length, string Written)? Text(string config, int at, string line, int number) =>
        Banner().Match(line) is { Success: true } banner ? BannerAt(config, at, banner, number)
        : Certificate().IsMatch(line) ? CertificateAt(config, at, number)
        : Macro().IsMatch(line) ? UpTo(config, at, number, "@", "@")
        : null;

    private static (int Length, string Written) BannerAt(string config, int at, Match banner, int number)
    {
        var start = at + banner.Groups["rest"].Index;
        foreach (var delimiter in config.AsSpan(start).StartsWith(ShownEtx) ? new[] { ShownEtx, "^" } : [config.Substring(start, 1)])
        {
            var close = config.IndexOf(delimiter, start + delimiter.Length, StringComparison.Ordinal);
            if (close >= 0)
            {
                // IOS reads the rest of the line with the closing delimiter as nothing.
                var end = close + delimiter.Length;
                var written = delimiter == ShownEtx ? Etx : delimiter;
                var text = config[(start + delimiter.Length)..close];
                return (LineAt(config, end).Length + end - at, config[at..start] + written + text + written);
            }
        }

        throw Rejected($"The text that begins in line {number} of the intended config is not closed by a second '{config[start]}'.");
    }

    // IOS prints the last line as two spaces, TAB, quit; text that was copied from a screen has lost the TAB (napalm issue 463).
    private static (int Length, string Written) CertificateAt(string config, int at, int number) => UpTo(config, at, number, "quit", "  \tquit");

    private static (int Length, string Written) UpTo(string config, int at, int number, string last, string written)
    {
        for (var next = at + LineAt(config, at).Length + 1; next < config.Length;)
        {
            var line = LineAt(config, next);
            if (line.Trim() == last)
            {
                return (next + line.Length - at, config[at..next] + written);
            }

            next += line.Length + 1;
        }

        throw Rejected($"The text that begins in line {number} of the intended config has no closing line '{last}'.");
    }

    private static string LineAt(string config, int at)
    {
        var end = config.IndexOf('\n', at);
        return end < 0 ? config[at..] : config[at..end];
    }

    private static bool IsCommand(string line)
    {
        var command = line.AsSpan().Trim();
        return !command.IsEmpty && command[0] != '!' && !command.SequenceEqual("end");
    }

    private static void RefuseControlCharacters(string config)
    {
        var (line, column) = (1, 0);
        foreach (var character in config)
        {
            column++;
            if (char.IsControl(character) && character is not ('\n' or '\t' or '\x03'))
            {
                throw new LoadException(
                    ErrorCode.IntendedConfigUnsendable,
                    $"Line {line} of the intended config holds '\\x{(int)character:x2}' at column {column}, which an IOS config cannot hold. Remove it. Nothing was changed.");
            }

            (line, column) = character == '\n' ? (line + 1, 0) : (line, column);
        }
    }

    private static LoadException Rejected(string message) => new(ErrorCode.LoadRejected, message + " Nothing was changed.");

    [GeneratedRegex(@"^\s*(?:banner\s+(?:exec|incoming|login|motd|prompt-timeout|slip-ppp|config-save)|menu\s+\S+\s+(?:title|prompt|item-header)|aaa\s+authentication\s+(?:banner|fail-message))\s+(?<rest>\S)")]
    private static partial Regex Banner();

    [GeneratedRegex(@"^\s+certificate\s+(?:rollover\s+)?(?:(?:self-signed|ca)\s+)?[0-9A-Fa-f]+\s*$")]
    private static partial Regex Certificate();

    [GeneratedRegex(@"^macro\s+name\s+\S+\s*$")]
    private static partial Regex Macro();

    [GeneratedRegex(@"^version\s+\S")]
    private static partial Regex Version();

    // Their times differ from one reading to the next, and the first ones are no config: a replacement would fail on them.
    [GeneratedRegex(@"^(?:Building configuration\.\.\.|Current configuration\s*:|Using \d+ out of \d+ bytes|! Last configuration change|! NVRAM config last updated|! No configuration change since)")]
    private static partial Regex Header();
}
