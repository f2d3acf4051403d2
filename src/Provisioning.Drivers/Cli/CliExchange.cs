using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>Pairs the lines that were typed with what the device answered to each, by their echoes.</summary>
/// <param name="lines">What is typed, in order.</param>
/// <param name="profile">The platform.</param>
/// <param name="host">The host name that the prompt at the end must show; null when it may change.</param>
internal sealed class CliExchange(IReadOnlyList<CliLine> lines, CliProfile profile, string? host)
{
    private readonly List<CliReply> _replies = [];
    private List<string> _output = [];
    private string _prompt = "";
    private int _sent;
    private int _echoed;

    public IReadOnlyList<CliReply> Replies => _replies;

    /// <summary>The prompt at the end.</summary>
    public string LastPrompt { get; private set; } = "";

    /// <summary>How many bytes were typed and not echoed yet.</summary>
    public int Outstanding { get; private set; }

    /// <summary>Whether one of many lines was refused. No further ones are typed then: they would land in the wrong mode.</summary>
    public bool Rejected { get; private set; }

    /// <summary>The lines to type now, so that no more than the window is under way; empty when there are none.</summary>
    public string NextBatch()
    {
        var batch = new StringBuilder();
        while (!Rejected && _sent < lines.Count && (Outstanding == 0 || Outstanding + Size(lines[_sent]) <= profile.WindowBytes))
        {
            batch.Append(lines[_sent].Text).Append('\n');
            Outstanding += Size(lines[_sent++]);
        }

        return batch.ToString();
    }

    /// <summary>Takes a finished line from the device.</summary>
    public void Take(string line)
    {
        if (_echoed < _sent && FindEcho(line, lines[_echoed], out var prompt))
        {
            CloseReply();
            _prompt = prompt;
            Outstanding -= Size(lines[_echoed]);
            _echoed++;
        }
        else if (_echoed > 0 && !IsEarlyEcho(line) && profile.Noise?.IsMatch(line) != true)
        {
            _output.Add(line);
        }
    }

    /// <summary>Whether every line was answered and the unfinished line is the prompt behind the last answer.</summary>
    public bool TryFinish(string current)
    {
        if (_echoed < (Rejected ? _sent : lines.Count) || !EndsInPrompt(current, out var prompt))
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

    private static int Size(CliLine line) => Encoding.UTF8.GetByteCount(line.Text) + 1;

    private void CloseReply()
    {
        if (_echoed > 0)
        {
            Rejected |= _output.Exists(profile.Failure.IsMatch);
            _replies.Add(new CliReply(lines[_echoed - 1], _prompt, _output));
            _output = [];
        }
    }

    // Some devices print the prompt twice on one line when an Enter comes before they are ready; hence the loop.
    private bool FindEcho(string line, CliLine typed, out string prompt)
    {
        prompt = "";
        if (typed.InHereDoc)
        {
            return SameText(line, typed.Text);
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

    private bool EndsInPrompt(string current, out string prompt)
    {
        prompt = current;
        var match = profile.Prompt.Match(current);
        if (match.Success && match.Length == current.Length && (host is null || match.Groups["host"].Value == host))
        {
            return true;
        }

        prompt = _prompt;
        return host is not null && _prompt.Length > 0 && current.EndsWith(_prompt, StringComparison.Ordinal);
    }
}
