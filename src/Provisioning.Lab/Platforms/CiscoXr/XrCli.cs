using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>One login on a simulated IOS XR router.</summary>
internal sealed class XrCli(XrDevice device, LabLogin login, int number) : ILabCli
{
    private const string Uncommitted = "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]: ";
    private (string Prompt, Func<string, LabAnswer> Answer)? _asked;
    private bool _timestamps = true;
    private bool _closed;

    public XrDevice Device => device;

    public string User => login.User;

    public string Line => string.Create(CultureInfo.InvariantCulture, $"vty{number}");

    /// <summary>The configuration session; null outside configuration.</summary>
    public XrSession? Session { get; private set; }

    /// <summary>What the last commit failed of, as the device prints it.</summary>
    public string Failed { get; set; } = "";

    public string Greeting => login.Size is null ? "" : "\n\n";

    public bool Secret => false;

    public bool Verbatim => Session?.Target.Editor.InBanner == true;

    public int PageLength { get; private set; } = login.Size?.Rows ?? 0;

    public int Width { get; private set; } = login.Size?.Columns ?? 0;

    // In configuration, node and name are cut at 31 characters (netmiko).
    public string Prompt => _asked?.Prompt ?? (Session is null ? $"{Place}#" : Verbatim ? "" : $"{Cut(Place)}(config{Session.Target.Editor.Mode})#");

    private string Place => $"{device.Options.Node}:{device.Hostname}";

    public LabAnswer Execute(string line)
    {
        lock (device.Gate)
        {
            if (_asked is { } asked)
            {
                _asked = null;
                return asked.Answer(line.Trim().ToLowerInvariant());
            }

            return Verbatim ? Edit(line) : Run(line.Trim());
        }
    }

    public string Help(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = words.Length == 0 || line.EndsWith(' ') ? "" : words[^1];
        var before = start.Length == 0 ? words : words[..^1];
        lock (device.Gate)
        {
            var found = Session is null ? XrCommands.Exec.Keywords(before, start) : XrCommands.Config.Keywords(before, start).Concat(Session.Target.Editor.Keywords(before, start));
            return string.Concat(found.Distinct().Select(keyword => $"  {keyword}\n"));
        }
    }

    public void Close()
    {
        lock (device.Gate)
        {
            if (Session is { } session && !_closed)
            {
                device.Lose(session);
            }

            (_closed, Session) = (true, null);
        }
    }

    /// <summary>An answer with the time before it.</summary>
    public LabAnswer Say(string text) => new(Stamp() + text) { Failed = text.StartsWith('%') };

    public string Stamp() => _timestamps ? XrShow.Stamp(device.Now) : "";

    public LabAnswer Ask(string text, string question, Func<string, LabAnswer> answer)
    {
        _asked = (question, answer);
        return new(Stamp() + text);
    }

    public LabAnswer Invalid(string line, int word)
    {
        var words = line.Split(' ');
        var column = Prompt.Length + words.Take(word).Sum(w => w.Length + 1);
        return LabAnswer.Error($"{new string(' ', column)}^\n% Invalid input detected at '^' marker.");
    }

    public LabAnswer SetLength(int length)
    {
        PageLength = length;
        return Say("");
    }

    public LabAnswer SetWidth(int width)
    {
        Width = width;
        return width > 512 ? Invalid($"terminal width {width}", 2) : Say("");
    }

    public LabAnswer SetTimestamps(bool on)
    {
        if (!on && !device.Options.TimestampsCanBeTurnedOff)
        {
            return Invalid("terminal exec prompt no-timestamp", 1);
        }

        _timestamps = on;
        return Say("");
    }

    // The refusals are recorded on 24.3.1, the table of other sessions on 6.5.3.
    public LabAnswer Configure(bool exclusive)
    {
        device.Forget();
        if (exclusive && device.Trial is not null)
        {
            return Say("Cannot enter exclusive mode. A trial commit is underway in another configuration session.\n");
        }

        if (exclusive && device.Sessions.Any(session => session.Exclusive))
        {
            return Say(XrShow.Table(device.Sessions) + "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.\n");
        }

        var others = device.Sessions.Count > 0 ? XrShow.Table(device.Sessions) : "";
        Session = device.Open(Line, User, "CLI", () => Session = null);
        Session.Exclusive = exclusive;
        return Say(others);
    }

    /// <summary>Drops the target and leaves, without a question.</summary>
    public LabAnswer Abort()
    {
        if (device.Trial?.Session == Session)
        {
            return Leave();
        }

        device.Close(Session!);
        Session = null;
        return LabAnswer.Nothing;
    }

    /// <summary>Leaves the innermost mode; at the top, configuration.</summary>
    public LabAnswer Exit()
    {
        if (Session!.Target.Editor.AtTop)
        {
            return Leave();
        }

        Session.Target.Leave();
        return LabAnswer.Nothing;
    }

    public LabAnswer Root() => Session!.Target.GoToTop() ? LabAnswer.Nothing : Invalid("root", 0);

    /// <summary>Leaves configuration, after a question where something would be lost.</summary>
    public LabAnswer Leave()
    {
        if (device.Trial?.Session == Session)
        {
            return Ask(
                "\nYou are exiting after a 'commit confirm' with an active rollback session.  If you exit the configuration awaiting confirmation will not be confirmed and the router will immediately rollback to the previous configuration.\n",
                "Do you wish to exit? [no]: ", RevertAndEnd);
        }

        if (Session!.Target.IsEmpty)
        {
            return EndSession("");
        }

        return device.Trial is not null
            ? EndSession("No changes will be saved because there is a concurrent trial configuration session.\n")
            : Ask("", Uncommitted, answer => answer switch
            {
                "yes" or "y" => XrCommitCommands.Commit(this, []) is { Failed: false } done ? EndSession(done.Text) : LabAnswer.Nothing,
                "no" or "n" => EndSession(""),
                _ => LabAnswer.Nothing,
            });
    }

    private static string Cut(string place) => place.Length > 31 ? place[..31] : place;

    private LabAnswer RevertAndEnd(string answer)
    {
        if (answer is not ("yes" or "y"))
        {
            return LabAnswer.Nothing;
        }

        if (device.Trial?.Session == Session)
        {
            device.Revert(User, LabWrite.Reverted);
        }

        return EndSession("");
    }

    private LabAnswer EndSession(string text)
    {
        device.Close(Session!);
        Session = null;
        return new(text);
    }

    private LabAnswer Run(string line)
    {
        if (line.Length == 0 || line[0] == '!')
        {
            return LabAnswer.Nothing;
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Session is null || words is ["do", _, ..])
        {
            words = Session is null ? words : words[1..];
            var match = XrCommands.Exec.Match(words);
            return match.Status == MatchStatus.Complete ? XrCommands.Exec.Run(this, match) : Refuse(match.Status, line, match.FailedAt);
        }

        var command = Session.Target.Editor.InBlock && words[0] is not ("abort" or "end" or "exit" or "root") ? null : XrCommands.Config.Match(words);
        return command?.Status == MatchStatus.Complete && command.Words[0] == words[0] ? XrCommands.Config.Run(this, command) : Edit(line);
    }

    private LabAnswer Edit(string line)
    {
        var result = Session!.Target.Enter(line);
        if (result.Taken)
        {
            device.Log(LabWrite.CandidateLine, LabStore.Candidate, User, Session.Id, line);
        }

        return result.Status switch
        {
            EditStatus.Accepted => LabAnswer.Nothing,

            // As other Cisco systems say it; unconfirmed for IOS XR.
            EditStatus.TextFollows => new($"Enter TEXT message.  End with the character '{result.Message}'.\n"),
            EditStatus.Rejected => LabAnswer.Error(result.Message!),
            EditStatus.Incomplete => Refuse(MatchStatus.Incomplete, line, 0),
            EditStatus.Ambiguous => Refuse(MatchStatus.Ambiguous, line, 0),
            _ => Refuse(MatchStatus.Invalid, line, result.FailedAt),
        };
    }

    private LabAnswer Refuse(MatchStatus status, string line, int word) => status switch
    {
        MatchStatus.Incomplete => LabAnswer.Error("% Incomplete command."),
        MatchStatus.Ambiguous => LabAnswer.Error("% Ambiguous command:  \"" + line + "\""),
        _ => Invalid(line, word),
    };
}
