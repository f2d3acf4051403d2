using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>Pairs the lines that were typed with what the device answered to each, by their echoes.</summary>
/// <param name="lines">What is typed, in order.</param>
/// <param name="profile">The platform.</param>
/// <param name="window">How far ahead to type.</param>
/// <param name="limits">How much of what the device says may be kept.</param>
/// <param name="begin">The host name that the prompt at the end must show, null when it may change; and the line above the prompt at the beginning.</param>
internal sealed class CliExchange(
    IReadOnlyList<CliLine> lines, CliProfile profile, CliWindow window, AnswerLimits limits, (string? Host, string Head) begin)
{
    /// <summary>Ctrl-U, which empties the line that is being typed, on all command lines that edit lines.</summary>
    private const string EraseLine = "\x15";

    private readonly CliPrompts _prompts = new(profile, begin.Host);
    private readonly CliUnderWay _underWay = new(lines);
    private readonly List<CliReply> _replies = [];
    private List<string> _output = [];
    private string _prompt = "";
    private string _head = begin.Head;
    private string? _probe;
    private bool _probeEchoed;

    public IReadOnlyList<CliReply> Replies => _replies;

    /// <summary>The prompt at the end, without the line above it.</summary>
    public string LastPrompt { get; private set; } = "";

    /// <summary>The line above the prompt at the end; empty when there is none.</summary>
    public string LastHead => _head;

    /// <summary>How many lines were echoed.</summary>
    public int Echoed => _underWay.Echoed;

    /// <summary>Whether lines were typed and not echoed yet.</summary>
    public bool IsUnderWay => !_underWay.IsEmpty;

    /// <summary>Whether one of many lines was refused. No further ones are typed then: they would land in the wrong mode.</summary>
    public bool Rejected { get; private set; }

    /// <summary>The lines to type now, as many as the window takes; empty when there are none.</summary>
    /// <param name="current">The line that the device has not finished.</param>
    public string NextBatch(ReadOnlySpan<char> current)
    {
        if (IsUnderWay || _underWay.IsAllSent || (window.IsOneLine && !IsReady(current)))
        {
            return "";
        }

        window.Begin();
        var batch = new StringBuilder();
        while (!Rejected && !_underWay.IsAllSent && window.Takes(_underWay.Bytes, CliUnderWay.Size(_underWay.ToSend)) && IsAtItsPlace(_underWay.ToSend, current))
        {
            batch.Append(_underWay.ToSend.Text).Append('\n');
            _underWay.Send();
        }

        return batch.ToString();
    }

    // A line of config may have changed the host name.
    private bool IsReady(ReadOnlySpan<char> current) =>
        _underWay.Sent == 0 || _underWay.ToSend.InHereDoc || EndsInPrompt(current, out _) || _prompts.IsPrompt(current);

    // Where the first line is typed, the caller knows.
    private bool IsAtItsPlace(CliLine line, ReadOnlySpan<char> current) =>
        line.At is null || _underWay.Sent == 0 || (_underWay.IsEmpty && EndsInPrompt(current, out var prompt) && IsAt(line.At, prompt));

    private bool IsAt(string place, string prompt) =>
        prompt.Contains(place, StringComparison.Ordinal) || (IsUnderHead() && _output[^1].Contains(place, StringComparison.Ordinal));

    /// <summary>
    /// What to type when the device is silent at its prompt though lines are under way: a comment. Its echo without theirs
    /// says that they were thrown away, so that typing them again cannot run one twice. Null when it would be of no use.
    /// </summary>
    public string? Probe(ReadOnlySpan<char> current, string comment)
    {
        var begun = IsBegun(current);
        if (_probe is not null || !IsUnderWay || _underWay.Awaited.InHereDoc || !(begun || EndsInPrompt(current, out _)))
        {
            return null;
        }

        _probe = comment;
        return $"{(begun ? EraseLine : "")}{comment}\n";
    }

    /// <summary>Takes a finished line from the device.</summary>
    public void Take(string line)
    {
        var length = _prompts.LengthIn(line);
        if (IsUnderWay && FindEcho(line, length, _underWay.Awaited, out var prompt))
        {
            CloseReply();
            _prompt = limits.Keep(prompt);
            window.Echoed(_underWay.Echo());
            _probeEchoed = false;
        }
        else if (length > 0 && _underWay.HasCommand(line[length..]))
        {
            throw LostAndRan("a later one");
        }
        else if (_probe is not null && FindEcho(line, length, new(_probe), out _))
        {
            TypeAgain();
        }
        else if (length > 0 && RanWhatWasNotTyped(line, line.AsSpan(length)))
        {
            throw LostAndRan("what was left of it");
        }
        else if (_probeEchoed && !_prompts.IsHead(line))
        {
            // Whether the device takes the comment does not matter.
        }
        else if (_underWay.Echoed > 0 && !_underWay.Has(line) && profile.Noise?.IsMatch(line) != true)
        {
            // What is under way is echoed early, by the terminal and not the command line, and once more later.
            _output.Add(limits.Keep(line));
        }
    }

    /// <summary>Whether every line was answered and the unfinished line is the prompt behind the last answer.</summary>
    public bool TryFinish(ReadOnlySpan<char> current)
    {
        if (_probe is not null || IsUnderWay || !EndsInPrompt(current, out var prompt))
        {
            return false;
        }

        Rejected |= !_underWay.IsAllSent && _underWay.ToSend.At is { } place && !IsAt(place, prompt);
        if (!_underWay.IsAllSent && !Rejected)
        {
            return false;
        }

        if (prompt.Length < current.Length)
        {
            _output.Add(limits.Keep(current[..^prompt.Length].ToString()));
        }

        CloseReply();
        LastPrompt = prompt;
        return true;
    }

    // A line of which only the beginning came through, and not its Enter.
    private bool IsBegun(ReadOnlySpan<char> line) =>
        _prompts.LengthIn(line) is var length and > 0 && length < line.Length && IsHost(line);

    // What is left of lines that were lost in part. The beginning of the next line may as well be an echo that a log line cut.
    private bool RanWhatWasNotTyped(string line, ReadOnlySpan<char> text) =>
        IsUnderWay && !IsAnyOutput() && IsBegun(line)
        && (_probeEchoed || (_underWay.Echoed > 0 && !_underWay.Awaited.Text.AsSpan().StartsWith(text.TrimEnd())));

    private void TypeAgain()
    {
        _probeEchoed = true;
        _probe = null;
        if (IsUnderHead())
        {
            // It stood above the prompt that the comment was typed at.
            _output.RemoveAt(_output.Count - 1);
        }

        if (!IsUnderWay)
        {
            return;
        }

        // Where lines are under way that run nothing, what is left of them does not either.
        if (!_underWay.Lines.All(IsComment) && _output.Exists(line => IsBegun(line)))
        {
            throw LostAndRan("what was left of it");
        }

        if (window.IsOneLine)
        {
            throw new InvalidDataException($"the device lost line '{_underWay.Awaited.Text}' though it was typed alone and at a prompt.");
        }

        DropPrompts();
        window.Lost();
        _underWay.TakeBack();
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
        $"the device lost line '{_underWay.Awaited.Text}', which was typed while it was busy, and ran {other}. Set option {TypeAheadOption.Option.Key}=false for it.");

    private void CloseReply()
    {
        if (_underWay.Echoed == 0)
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

        Rejected |= _output.Count > 0 && !IsAnyOutput() && _output.Exists(profile.Failure.IsMatch);
        _replies.Add(new CliReply(lines[_underWay.Echoed - 1], typedAt, _output));
        _output = [];
    }

    // A comment behind a line says that its output may be any text, e.g. a config.
    private bool IsAnyOutput() => _underWay.Echoed < lines.Count && _underWay.Echoed > 0 && IsComment(lines[_underWay.Echoed]);

    private bool IsComment(CliLine line) => !line.InHereDoc && line.Text.StartsWith(profile.Comment, StringComparison.Ordinal);

    private bool IsUnderHead() => _output.Count > 0 && _prompts.IsHead(_output[^1]);

    // Some devices print the prompt twice on one line when an Enter comes before they are ready; hence the loop.
    private bool FindEcho(string line, int length, CliLine typed, out string prompt)
    {
        prompt = "";
        if (typed.InHereDoc)
        {
            return SameText(line, typed.Text)
                || (profile.Continuation?.Match(line) is { Success: true, Index: 0 } lead && SameText(line.AsSpan(lead.Length), typed.Text));
        }

        ReadOnlySpan<char> rest = line;
        while (length > 0)
        {
            if (SameText(rest[length..], typed.Text))
            {
                prompt = rest[..length].SequenceEqual(_prompt) ? _prompt : rest[..length].ToString();
                return true;
            }

            rest = rest[length..];
            length = _prompts.LengthIn(rest);
        }

        return FindEchoBehindText(line, typed, out prompt);
    }

    // An answer without a newline is followed by the prompt on the same line.
    private bool FindEchoBehindText(ReadOnlySpan<char> line, CliLine typed, out string prompt)
    {
        prompt = _prompt;
        var text = typed.Text.AsSpan().TrimEnd();
        var shown = line.TrimEnd();
        if (_prompt.Length == 0 || typed.Text.Length == 0 || !shown.EndsWith(text))
        {
            return false;
        }

        // Without a text the line ends in the prompt, whose own blanks are cut off.
        var end = text.IsEmpty ? _prompt.AsSpan().TrimEnd() : _prompt;
        var before = shown[..^text.Length];
        if (!before.EndsWith(end))
        {
            return false;
        }

        _output.Add(limits.Keep(before[..^end.Length].ToString()));
        return true;
    }

    private static bool SameText(ReadOnlySpan<char> echo, ReadOnlySpan<char> typed) => echo.TrimEnd().SequenceEqual(typed.TrimEnd());

    private bool EndsInPrompt(ReadOnlySpan<char> current, out string prompt)
    {
        if (_prompts.IsPrompt(current) && IsHost(current))
        {
            prompt = current.ToString();
            return true;
        }

        prompt = _prompt;
        return begin.Host is not null && _prompt.Length > 0 && current.EndsWith(_prompt);
    }

    private bool IsHost(ReadOnlySpan<char> line) => _prompts.IsHost(line) || IsUnderHead();
}
