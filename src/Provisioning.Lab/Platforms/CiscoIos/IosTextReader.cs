using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>
/// Reads config lines, typed or from a file, and puts together those that hold a text: a banner goes to the second of its
/// delimiters, which is the first character behind the command (Cisco, "banner" commands), a certificate to <c>quit</c>.
/// </summary>
internal sealed partial class IosTextReader
{
    public const char Etx = '\x03';

    private readonly StringBuilder _text = new();
    private string _command = "";
    private char? _delimiter;

    /// <summary>Whether what comes is text.</summary>
    public bool InText { get; private set; }

    /// <summary>Takes a line; null when more must come.</summary>
    public (string Line, string? Text)? Take(string line)
    {
        if (InText)
        {
            return Add(line);
        }

        if (Banner().Match(line) is { Success: true } banner)
        {
            (_command, _delimiter) = (banner.Groups["command"].Value, banner.Groups["rest"].Value[0]);
            return Begin(banner.Groups["rest"].Value[1..]);
        }

        if (Certificate().Match(line) is { Success: true } certificate)
        {
            (_command, _delimiter) = (certificate.Value.Trim(), null);
            (InText, _) = (true, _text.Clear());
            return null;
        }

        return (line, null);
    }

    private (string Line, string? Text)? Begin(string rest)
    {
        (InText, _) = (true, _text.Clear());
        return Add(rest);
    }

    private (string Line, string? Text)? Add(string line)
    {
        var close = _delimiter is { } delimiter ? line.IndexOf(delimiter, StringComparison.Ordinal) : line.Trim() == "quit" ? 0 : -1;
        if (close < 0)
        {
            _text.Append(line).Append('\n');
            return null;
        }

        _text.Append(line, 0, close);
        InText = false;
        return (_command, _text.ToString());
    }

    [GeneratedRegex(@"^\s*(?<command>banner\s+(?:exec|incoming|login|motd))\s+(?<rest>\S.*)$")]
    private static partial Regex Banner();

    [GeneratedRegex(@"^\s*certificate\s+(?:self-signed|ca)\s+\S+\s*$")]
    private static partial Regex Certificate();
}
