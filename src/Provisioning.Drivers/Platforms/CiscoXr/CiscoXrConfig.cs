using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>Turns a config text into the lines to type in a configuration session.</summary>
/// <remarks>
/// IOS XR ignores <c>!</c>: it closes no mode. Where the indentation ends a mode, <c>root</c> goes to the top and the modes
/// that stay open are entered again; an <c>exit</c> typed ahead of a refused line could leave configuration. Banners go as
/// they stand, up to their delimiter; policies and sets up to their end line, for there <c>root</c> is unknown.
/// </remarks>
internal sealed partial class CiscoXrConfig
{
    /// <summary>The longest line: behind the prompt it must fit into the widest terminal that IOS XR has, 512 columns.</summary>
    public const int LongestLine = 440;

    private readonly List<CliLine> _typed = [];
    private IndentedModes _modes = new();
    private (string End, bool IsBanner, int Begun)? _open;

    private CiscoXrConfig()
    {
    }

    /// <summary>The lines to type.</summary>
    /// <param name="config">The text.</param>
    /// <exception cref="LoadException">A line cannot be typed as it is, or a banner, policy or set has no end.</exception>
    public static IReadOnlyList<CliLine> Lines(string config)
    {
        var typing = new CiscoXrConfig();
        var texts = config.Split('\n');
        for (var index = 0; index < texts.Length; index++)
        {
            typing.Take(texts, index);
        }

        return typing._open is { } open
            ? throw new LoadException(ErrorCode.LoadRejected, $"The text that begins in line {open.Begun} of the intended config has no closing line '{open.End}'. Nothing was changed.")
            : typing._typed;
    }

    private void Take(string[] texts, int index)
    {
        var (text, number) = (texts[index], index + 1);
        if (_open is { IsBanner: true } banner)
        {
            _typed.Add(new(Checked(text, number, verbatim: true), number, InHereDoc: true));
            Close(text.Contains(banner.End, StringComparison.Ordinal));
        }
        else if (_open is { } block)
        {
            TakeBlockLine(text.Trim(), number, block.End);
        }
        else if (IsCommand(text))
        {
            TakeCommand(text, number, BlockEnd(texts, index));
        }
    }

    private void TakeBlockLine(string text, int number, string end)
    {
        if (text.Length > 0 && text[0] != '!')
        {
            _typed.Add(new(Checked(text, number, verbatim: false), number));
            Close(text == end);
        }
    }

    private void TakeCommand(string text, int number, string? blockEnd)
    {
        var line = new CliLine(Checked(text.TrimEnd(), number, verbatim: false).TrimStart(), number);
        var banner = Banner().Match(line.Text);
        if (banner.Success || blockEnd is not null)
        {
            GoToTop(number);
            _typed.Add(line);
            _open = banner.Success ? (banner.Groups["end"].Value, true, number) : (blockEnd!, false, number);
            Close(banner.Groups["rest"].Value.Contains(_open.Value.End, StringComparison.Ordinal));
        }
        else if (line.Text is "root" or "end-class-map" or "end-policy-map")
        {
            TypeEnd(line);
        }
        else
        {
            Type(Indent(text), line);
        }
    }

    // These go to the top by themselves; the latter two are typed in the mode that they end.
    private void TypeEnd(CliLine line)
    {
        if (line.Text != "root")
        {
            Place(1, line.Number);
        }

        _typed.Add(line);
        _modes = new();
    }

    private void Type(int indent, CliLine line)
    {
        var isExit = line.Text == "exit";
        var moved = Place(indent, line.Number, leaves: isExit);
        if (!isExit)
        {
            _typed.Add(line with { At = _typed is [.., { Text: "exit" }] ? "(config" : null });
            _modes.Typed(line);
        }
        else if (!moved)
        {
            // In a text without indentation nothing else tells that a mode ends, and it may be one too many.
            _typed.Add(line);
        }
    }

    /// <summary>Goes to where a command stands; false where nothing had to be typed for it.</summary>
    private bool Place(int indent, int number, bool leaves = false)
    {
        if (!_modes.Enter(indent) && !(leaves && _modes.Exit()))
        {
            return false;
        }

        _typed.AddRange([new("root", number), .. _modes.Openers]);
        return true;
    }

    private void GoToTop(int number)
    {
        if (_modes.Enter(0))
        {
            _typed.Add(new("root", number));
        }
    }

    private void Close(bool ended)
    {
        if (ended)
        {
            (_open, _modes) = (null, new());
        }
    }

    private static int Indent(string text) => text.Length - text.AsSpan().TrimStart().Length;

    private static bool IsCommand(string text)
    {
        var command = text.AsSpan().Trim();
        return !command.IsEmpty && command[0] != '!' && command is not ("end" or "Building configuration...");
    }

    // "group NAME" opens a block only where its end follows: user groups of a login are written in the same way.
    private static string? BlockEnd(string[] texts, int index) => Block().Match(texts[index].Trim()) switch
    {
        { Success: false } => null,
        var match when match.Groups["policy"].Success => "end-policy",
        var match when match.Groups["set"].Success => "end-set",
        var match when match.Groups["global"].Success => "end-global",
        _ => texts.Skip(index).TakeWhile(text => text.Trim() != "end").Any(text => text.Trim() == "end-group") ? "end-group" : null,
    };

    private static string Checked(string text, int number, bool verbatim)
    {
        var start = verbatim ? 0 : Indent(text);
        for (var index = start; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsControl(character) ? !(verbatim && character == '\t') : character == '?' && !verbatim)
            {
                throw Unsendable(number, index, $"holds '{(character == '?' ? "?" : $"\\x{(int)character:x2}")}', on which the IOS XR command line would act at once. Remove it");
            }
        }

        return text.Length - start <= LongestLine ? text : throw Unsendable(number, start + LongestLine, $"is longer than the {LongestLine} characters that fit on a line of the IOS XR command line. Shorten it");
    }

    private static LoadException Unsendable(int number, int index, string what) =>
        new(ErrorCode.IntendedConfigUnsendable, $"Line {number}, column {index + 1} of the intended config {what}.");

    // The delimiter is the first character behind the keyword; the text ends where it comes again.
    [GeneratedRegex(@"^banner +(?:motd|login|exec|incoming|prompt-timeout|slip-ppp) +(?<end>\S)(?<rest>.*)$")]
    private static partial Regex Banner();

    [GeneratedRegex(@"^(?:(?<policy>route-policy\s+[^\s()]+(?:\s*\(.*\))?)|(?<set>(?:[a-z-]+-set)\s+\S+|extcommunity-set\s+\S+\s+\S+)|(?<global>policy-global)|group\s+\S+)$")]
    private static partial Regex Block();
}
