using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// One login on a simulated SR Linux device. Sources: Nokia SR Linux 23.10, "CLI interface" and "Configuration management";
/// learn.srlinux.dev, "CLI". There is no paging unless it is asked for.
/// </summary>
internal sealed class SrlCli : ILabCli
{
    private readonly LabLogin _login;
    private SrlEditor _editor;
    private string _mode = "running";
    private string? _unfinished;
    private bool _plain;

    public SrlCli(SrlDevice device, LabLogin login, int number)
    {
        (Device, _login, Number) = (device, login, number);
        _plain = login.Size is null || !device.Options.DrawsToolbar;
        _editor = Browser();
    }

    public SrlDevice Device { get; }

    public int Number { get; }

    public string User => _login.User;

    /// <summary>The candidate that it is in; null in the other modes.</summary>
    public SrlCandidate? Candidate { get; private set; }

    /// <summary>The datastore that <c>info</c> shows: <c>running</c>, <c>state</c> or <c>candidate</c>.</summary>
    public string Mode => Candidate is null ? _mode : "candidate";

    public SrlPath Context => _editor.Context;

    public string Greeting => Banner();

    public bool Secret => false;

    public bool Verbatim => _unfinished is not null;

    public int PageLength => 0;

    // How the plain command line treats lines that are wider than the terminal is unconfirmed; here it leaves them alone.
    public int Width => 0;

    public string Prompt
    {
        get
        {
            lock (Device.Gate)
            {
                return Verbatim ? Device.Options.Continuation : $"\r\n--{{ {Flags()}{Place()} }}--[ {Context} ]--\r\nA:{(Device.Options.PromptShowsUser ? User + "@" : "")}{Device.Hostname}# {Toolbar()}";
            }
        }
    }

    public LabAnswer Execute(string line)
    {
        lock (Device.Gate)
        {
            line = _unfinished is null ? line : $"{_unfinished}\n{line}";
            if (SrlLine.Split(line) is not { } words)
            {
                _unfinished = line;
                return LabAnswer.Nothing;
            }

            _unfinished = null;
            return words.Count == 0 ? LabAnswer.Nothing : SrlCommands.Run(this, Spread(words), line);
        }
    }

    public string Help(string line) => string.Concat(SrlCommands.Names.Select(name => $"  {name}\n"));

    public void Close()
    {
        lock (Device.Gate)
        {
            Leave();
        }
    }

    public LabAnswer Edit(IReadOnlyList<SrlToken> words, string line)
    {
        var edits = words[0].Is("set") || words[0].Is("delete");
        var had = Candidate?.Config.Stamp;
        if (edits && Candidate is null)
        {
            return LabAnswer.Error($"Parsing error: Unknown token '{words[0].Text}'. Options are [{string.Join(", ", SrlCommands.Names.Select(name => $"'{name}'"))}]");
        }

        if (_editor.Enter(words) is { } error)
        {
            return LabAnswer.Error(error);
        }

        if (Candidate is { } candidate && candidate.Config.Stamp != had)
        {
            Device.Log(LabWrite.CandidateLine, LabStore.Candidate, User, candidate.Name, line.Trim());
        }

        return LabAnswer.Nothing;
    }

    /// <summary>Goes into a mode without a candidate.</summary>
    public LabAnswer Enter(string mode)
    {
        Leave();
        _mode = mode;
        return LabAnswer.Nothing;
    }

    /// <summary>Goes into a candidate.</summary>
    public void Enter(SrlCandidate candidate)
    {
        Leave();
        candidate.Users.Add(this);
        Candidate = candidate;
        Reload();
    }

    /// <summary>Takes up what the candidate holds now.</summary>
    public void Reload() => _editor = Candidate is null ? Browser(Context) : new(Device.Parser, Candidate.Config, Context);

    /// <summary>Leaves the candidate, which stays when it was changed or others are in it.</summary>
    public void Leave()
    {
        if (Candidate is { } candidate)
        {
            (Candidate, _mode) = (null, "running");
            candidate.Users.Remove(this);
            candidate.Exclusive = candidate.Exclusive == this ? null : candidate.Exclusive;
            if (!candidate.IsChanged && candidate.Users.Count == 0 && Device.Commits.Pending?.Candidate != candidate.Name && Device.Find(candidate.Name) == candidate)
            {
                Device.Clear(candidate, User);
            }
        }

        Reload();
    }

    public LabAnswer SetEngine(string type)
    {
        _plain = type == "basic";
        return LabAnswer.Nothing;
    }

    public LabAnswer Exit(bool all)
    {
        _editor.Leave(all);
        return LabAnswer.Nothing;
    }

    private static List<SrlToken> Spread(List<SrlToken> words)
    {
        // "/interface" is "/ interface".
        if (words[0] is { Quoted: false, Text: ['/', _, ..] text })
        {
            return [new("/", false), new(text[1..], false), .. words[1..]];
        }

        var second = words.Count > 1 && (words[0].Is("set") || words[0].Is("delete")) && words[1] is { Quoted: false, Text: ['/', _, ..] };
        return second ? [words[0], new("/", false), new(words[1].Text[1..], false), .. words[2..]] : words;
    }

    // Outside a candidate contexts can be entered too; what is there cannot be changed.
    private SrlEditor Browser(SrlPath? context = null) => new(Device.Parser, Device.RunningConfig, context, isReadOnly: true);

    private string Place() => Candidate is not { } candidate ? _mode
        : $"candidate {(candidate.IsPrivate ? "private" : candidate.Exclusive == this ? "exclusive" : "shared")} {candidate.Name}";

    // The order +, !, * is netmiko's; at most one blank follows.
    private string Flags()
    {
        var flags = (Device.RunningConfig.Same(Device.StartupConfig) ? "" : "+")
            + (Candidate is { } candidate && !candidate.Baseline.Same(Device.RunningConfig) ? "!" : "")
            + (Candidate is { IsChanged: true } ? "*" : "");
        return flags.Length == 0 ? "" : flags + " ";
    }

    private string Toolbar() => _plain ? "" : $"\r\n\u001b[7mCurrent mode: {Flags()}{Mode}   {User} ({Number})\u001b[0m\u001b[J\u001b[1A\r\u001b[{4 + Device.Hostname.Length}C";

    private string Banner()
    {
        lock (Device.Gate)
        {
            return _login.Size is null || Device.Value("system", "banner", "motd-banner") is not { } text ? "" : text.TrimEnd('\n') + "\n";
        }
    }
}
