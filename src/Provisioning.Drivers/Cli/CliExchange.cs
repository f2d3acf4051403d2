using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Cli;

/// <summary>Pairs the lines that were typed with what the device answered to each, by their echoes.</summary>
/// <param name="lines">What is typed, in order.</param>
/// <param name="profile">The platform.</param>
/// <param name="window">How far ahead to type.</param>
/// <param name="host">The host name that the prompt at the end must show; null when it may change.</param>
/// <param name="head">The first line of the prompt that the first line is typed at, where prompts have two.</param>
internal sealed class CliExchange(IReadOnlyList<CliLine> lines, CliProfile profile, CliWindow window, string? host, string head = "")
{
    /// <summary>Ctrl-U, which empties the line that is being typed, on all command lines that edit lines.</summary>
    private const string EraseLine = "\x15";

    private readonly CliPrompts _prompts = new(profile, host);
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

    /// <summary>The lines to type now, as many as the window takes; empty when there are none.</summary>
    public string NextBatch(string current)
    {
        if (Outstanding > 0 || (window.IsOneLine && !IsReady(current)))
        {
            return "";
        }

        window.Begin();
        var batch = new StringBuilder();
        for (; !Rejected && _sent < lines.Count && window.Takes(Outstanding, Size(lines[_sent])) && IsAtItsPlace(lines[_sent], current); _sent++)
        {
            batch.Append(lines[_sent].Text).Append('\n');
            Outstanding += Size(lines[_sent]);
        }

        return batch.ToString();
    }

    // A line of config may have changed the host name.
    private bool IsReady(string current) =>
        _sent == 0 || _sent == lines.Count || lines[_sent].InHereDoc || EndsInPrompt(current, out _) || _prompts.IsPrompt(current);

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
        var begun = IsBegun(current);
        if (_probe is not null || Outstanding == 0 || lines[_echoed].InHereDoc || !(begun || EndsInPrompt(current, out _)))
        {
            return null;
        }

        _probe = comment;
        return $"{(begun ? EraseLine : "")}{comment}\n";
    }

    // A line of which only the beginning came through, and not its Enter.
    private bool IsBegun(string current) =>
        _prompts.Match(current) is { Success: true } match && match.Length < current.Length && IsHost(match);

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
            throw LostAndRan("a later one");
        }
        else if (_probe is not null && FindEcho(line, new(_probe), out _))
        {
            TypeAgain();
        }
        else if (RanWhatWasNotTyped(line))
        {
            throw LostAndRan("what was left of it");
        }
        else if (_probeEchoed && !_prompts.IsHead(line))
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

    // What is left of lines that were lost in part. The beginning of the next line may as well be an echo that a log line cut.
    private bool RanWhatWasNotTyped(string line) =>
        Outstanding > 0 && IsBegun(line) && !IsAnyOutput(_echoed - 1)
        && (_probeEchoed || (_echoed > 0 && !lines[_echoed].Text.StartsWith(line[_prompts.Match(line).Length..].TrimEnd(), StringComparison.Ordinal)));

    private void TypeAgain()
    {
        _probeEchoed = true;
        _probe = null;
        if (IsUnderHead())
        {
            // It stood above the prompt that the comment was typed at.
            _output.RemoveAt(_output.Count - 1);
        }

        if (_echoed == _sent)
        {
            return;
        }

        // Where lines are under way that run nothing, what is left of them does not either.
        if (!lines.Skip(_echoed).Take(_sent - _echoed).All(IsComment) && _output.Exists(IsBegun))
        {
            throw LostAndRan("what was left of it");
        }

        if (window.IsOneLine)
        {
            throw new InvalidDataException($"the device lost line '{lines[_echoed].Text}' though it was typed alone and at a prompt.");
        }

        DropPrompts();
        window.Lost();
        (_sent, Outstanding) = (_echoed, 0);
    }

    // What the Enter keys of lost lines brought. Further up, an output that may be any text has its own lines like prompts.
    private void DropPrompts()
    {
        var end = _output.FindLastIndex(line => line.Length > 0 && !IsPrompt(line)) + 1;
        if (_output.FindIndex(end, IsPrompt) is var first and >= 0)
        {
            _output.RemoveRange(first, _output.Count - first);
        }
    }

    private bool IsPrompt(string line) => _prompts.IsPrompt(line) || _prompts.IsHead(line);

    private InvalidDataException LostAndRan(string other) => new(
        $"the device lost line '{lines[_echoed].Text}', which was typed while it was busy, and ran {other}. Set option {TypeAheadOption.Option.Key}=false for it.");

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

        Rejected |= !IsAnyOutput(_echoed - 1) && _output.Exists(profile.Failure.IsMatch);
        _replies.Add(new CliReply(lines[_echoed - 1], typedAt, _output));
        _output = [];
    }

    // A comment behind a line says that its output may be any text, e.g. a config.
    private bool IsAnyOutput(int index) => index + 1 < lines.Count && IsComment(lines[index + 1]);

    private bool IsComment(CliLine line) => !line.InHereDoc && line.Text.StartsWith(profile.Comment, StringComparison.Ordinal);

    private bool IsUnderHead() => _output.Count > 0 && _prompts.IsHead(_output[^1]);

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
        while (_prompts.Match(rest) is { Success: true, Length: > 0 } match)
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
        var prompt = _prompts.Match(line);
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

    private bool EndsInPrompt(string current, out string prompt)
    {
        prompt = current;
        var match = _prompts.Match(current);
        if (match.Success && match.Length == current.Length && IsHost(match))
        {
            return true;
        }

        prompt = _prompt;
        return host is not null && _prompt.Length > 0 && current.EndsWith(_prompt, StringComparison.Ordinal);
    }

    private bool IsHost(Match prompt) => _prompts.IsHost(prompt) || IsUnderHead();
}
