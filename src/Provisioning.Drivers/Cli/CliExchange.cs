using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>Pairs the lines that were typed with what the device answered to each, by their echoes.</summary>
/// <param name="lines">What is typed, in order.</param>
/// <param name="profile">The platform.</param>
/// <param name="window">How far ahead to type.</param>
/// <param name="host">The host name that the prompt at the end must show; null when it may change.</param>
/// <param name="head">The first line of the prompt that the first line is typed at, where prompts have two.</param>
internal sealed class CliExchange(IReadOnlyList<CliLine> lines, CliProfile profile, CliWindow window, string? host, string head = "")
{
    private readonly List<CliReply> _replies = [];
    private List<string> _output = [];
    private string _prompt = "";
    private string _head = head;
    private int _sent;
    private int _echoed;
    private string? _probe;
    private bool _probeEchoed;

    public IReadOnlyList<CliReply> Replies => _replies;

    /// <summary>The prompt at the end, without the line above it.</summary>
    public string LastPrompt { get; private set; } = "";

    /// <summary>The line above the prompt at the end; empty when there is none.</summary>
    public string LastHead => _head;

    /// <summary>How many bytes were typed and not echoed yet.</summary>
    public int Outstanding { get; private set; }

    /// <summary>Whether one of many lines was refused. No further ones are typed then: they would land in the wrong mode.</summary>
    public bool Rejected { get; private set; }

    /// <summary>The lines to type now, so that no more than the window is under way; empty when there are none.</summary>
    public string NextBatch(string current)
    {
        var batch = new StringBuilder();
        while (!Rejected && _sent < lines.Count && window.Takes(Outstanding, Size(lines[_sent])) && IsAtItsPlace(lines[_sent], current))
        {
            batch.Append(lines[_sent].Text).Append('\n');
            Outstanding += Size(lines[_sent++]);
        }

        return batch.ToString();
    }

    // Where the first line is typed, the caller knows.
    private bool IsAtItsPlace(CliLine line, string current) =>
        line.At is null || _sent == 0 || (_echoed == _sent && EndsInPrompt(current, out var prompt) && IsAt(line.At, prompt));

    private bool IsAt(string place, string prompt) =>
        prompt.Contains(place, StringComparison.Ordinal) || (IsUnderHead() && _output[^1].Contains(place, StringComparison.Ordinal));

    /// <summary>
    /// What to type when the device is silent at its prompt though lines are under way: a comment. Its echo without theirs
    /// says that they were thrown away, so that typing them again cannot run one twice. Null when it would be of no use.
    /// </summary>
    public string? Probe(string current, string comment)
    {
        if (_probe is not null || Outstanding == 0 || lines[_echoed].InHereDoc || !EndsInPrompt(current, out _))
        {
            return null;
        }

        _probe = comment;
        return comment + "\n";
    }

    /// <summary>Takes a finished line from the device.</summary>
    public void Take(string line)
    {
        if (_echoed < _sent && FindEcho(line, lines[_echoed], out var prompt))
        {
            CloseReply();
            _prompt = prompt;
            Outstanding -= Size(lines[_echoed]);
            window.Echoed(Size(lines[_echoed]));
            _echoed++;
            _probeEchoed = false;
        }
        else if (IsEchoOfLater(line))
        {
            throw new InvalidDataException($"the device lost line '{lines[_echoed].Text}', which was typed while it was busy, and ran a later one. Set option {TypeAheadOption.Option.Key}=false for it.");
        }
        else if (_probe is not null && FindEcho(line, new(_probe), out _))
        {
            TypeAgain();
        }
        else if (_probeEchoed && profile.PromptHead?.IsMatch(line) != true)
        {
            // Whether the device takes the comment does not matter.
        }
        else if (_echoed > 0 && !IsEarlyEcho(line) && profile.Noise?.IsMatch(line) != true)
        {
            _output.Add(line);
        }
    }

    /// <summary>Whether every line was answered and the unfinished line is the prompt behind the last answer.</summary>
    public bool TryFinish(string current)
    {
        if (_probe is not null || _echoed < _sent || !EndsInPrompt(current, out var prompt))
        {
            return false;
        }

        Rejected |= _sent < lines.Count && lines[_sent].At is { } place && !IsAt(place, prompt);
        if (_sent < lines.Count && !Rejected)
        {
            return false;
        }

        if (prompt.Length < current.Length)
        {
            _output.Add(current[..^prompt.Length]);
        }

        CloseReply();
        LastPrompt = prompt;
        return true;
    }

    private void TypeAgain()
    {
        _probeEchoed = true;
        _probe = null;
        if (IsUnderHead())
        {
            // It stood above the prompt that the comment was typed at.
            _output.RemoveAt(_output.Count - 1);
        }

        if (_echoed < _sent)
        {
            (_sent, Outstanding) = (_echoed, 0);
            window.FallToOneLine();
        }
    }

    private static int Size(CliLine line) => Encoding.UTF8.GetByteCount(line.Text) + 1;

    private void CloseReply()
    {
        if (_echoed == 0)
        {
            return;
        }

        var typedAt = _head.Length == 0 ? _prompt : $"{_head}\n{_prompt}";
        _head = "";
        if (IsUnderHead())
        {
            _head = _output[^1];
            _output.RemoveAt(_output.Count - 1);
        }

        Rejected |= _output.Exists(profile.Failure.IsMatch);
        _replies.Add(new CliReply(lines[_echoed - 1], typedAt, _output));
        _output = [];
    }

    private bool IsUnderHead() => profile.PromptHead is { } pattern && _output.Count > 0 && pattern.IsMatch(_output[^1]);

    // Some devices print the prompt twice on one line when an Enter comes before they are ready; hence the loop.
    private bool FindEcho(string line, CliLine typed, out string prompt)
    {
        prompt = "";
        if (typed.InHereDoc)
        {
            return SameText(line, typed.Text)
                || (profile.Continuation?.Match(line) is { Success: true, Index: 0 } lead && SameText(line[lead.Length..], typed.Text));
        }

        var rest = line;
        while (profile.Prompt.Match(rest) is { Success: true, Length: > 0 } match)
        {
            prompt = match.Value;
            rest = rest[match.Length..];
            if (SameText(rest, typed.Text))
            {
                return true;
            }
        }

        // An answer without a newline is followed by the prompt on the same line.
        var end = _prompt + typed.Text;
        if (_prompt.Length == 0 || typed.Text.Length == 0 || !line.TrimEnd().EndsWith(end.TrimEnd(), StringComparison.Ordinal))
        {
            return false;
        }

        _output.Add(line.TrimEnd()[..^end.TrimEnd().Length]);
        prompt = _prompt;
        return true;
    }

    private static bool SameText(string echo, string typed) =>
        echo.AsSpan().TrimEnd().SequenceEqual(typed.AsSpan().TrimEnd());

    // The terminal, not the command line, echoes what is typed while the command line is busy; it is echoed again later.
    private bool IsEarlyEcho(string line)
    {
        for (var index = _echoed; index < _sent; index++)
        {
            if (lines[index].Text.Length > 0 && SameText(line, lines[index].Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEchoOfLater(string line)
    {
        var prompt = profile.Prompt.Match(line);
        var echo = prompt.Success ? line[prompt.Length..] : "";
        for (var index = _echoed + 1; echo.Length > 0 && index < _sent; index++)
        {
            if (!lines[index].InHereDoc && SameText(echo, lines[index].Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHost(ReadOnlySpan<char> shown) => Cut(shown).SequenceEqual(Cut(host));

    private ReadOnlySpan<char> Cut(ReadOnlySpan<char> name) => name[..Math.Min(name.Length, profile.HostCharacters)];

    private bool EndsInPrompt(string current, out string prompt)
    {
        prompt = current;
        var match = profile.Prompt.Match(current);
        if (match.Success && match.Length == current.Length && (host is null || IsHost(match.Groups["host"].ValueSpan) || IsUnderHead()))
        {
            return true;
        }

        prompt = _prompt;
        return host is not null && _prompt.Length > 0 && current.EndsWith(_prompt, StringComparison.Ordinal);
    }
}
