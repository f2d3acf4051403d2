using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>One login on a simulated EOS switch.</summary>
internal sealed class EosCli : ILabCli
{
    private readonly LabLogin _login;
    private bool _privileged;
    private bool _asksSecret;
    private ConfigEditor? _editor;
    private EosSession? _session;

    public EosCli(EosDevice device, LabLogin login, int number)
    {
        (Device, _login, Number) = (device, login, number);
        ErrorsNameWord = device.Options.ErrorsNameWord;
        (PageLength, Width) = (login.Size?.Rows ?? 0, login.Size?.Columns ?? 0);
        _privileged = device.Lab.Options.StartsPrivileged;
        Greeting = string.Create(CultureInfo.InvariantCulture,
            $"{Banner("motd")}Last login: {device.Now:ddd MMM d HH:mm:ss yyyy} from 192.0.2.1\n");
    }

    public EosDevice Device { get; }

    public int Number { get; }

    public string User => _login.User;

    /// <summary>Whether <c>% Invalid input</c> names the word.</summary>
    public bool ErrorsNameWord { get; init; }

    public string Terminal => "vty" + (Number + 1).ToString(CultureInfo.InvariantCulture);

    public string Greeting { get; }

    public bool Secret => _asksSecret;

    public bool Verbatim => _editor is { InText: true };

    public int PageLength { get; private set; }

    public int Width { get; private set; }

    // The session's name is cut to six characters (recorded: config-s-scrapl).
    public string Prompt => _asksSecret ? "Password: " : Verbatim ? "" : $"{Device.Hostname}{Device.Options.PromptSuffix}{Mode()}{(_privileged ? '#' : '>')}";

    public LabAnswer Execute(string line)
    {
        lock (Device.Gate)
        {
            return _asksSecret ? AnswerSecret(line) : Verbatim ? AddText(line) : Run(line.Trim());
        }
    }

    public string Help(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = words.Length == 0 || line.EndsWith(' ') ? "" : words[^1];
        var before = start.Length == 0 ? words : words[..^1];
        lock (Device.Gate)
        {
            var found = (_editor?.Keywords(before, start) ?? []).Concat(EosCommands.Keywords(before, start)).Distinct();
            return string.Concat(found.Select(keyword => $"  {keyword}\n"));
        }
    }

    public void Close()
    {
        lock (Device.Gate)
        {
            End();
        }
    }

    public LabAnswer Enable()
    {
        _asksSecret = !_privileged && Device.Lab.Options.EnablePassword is not null;
        _privileged = !_asksSecret;
        return LabAnswer.Nothing;
    }

    public LabAnswer Disable()
    {
        End();
        _privileged = false;
        return LabAnswer.Nothing;
    }

    public LabAnswer Exit()
    {
        if (_editor is null)
        {
            return LabAnswer.Nothing with { Closes = true };
        }

        if (_editor.AtTop)
        {
            return End();
        }

        _editor.Leave();
        return LabAnswer.Nothing;
    }

    /// <summary>Leaves the configuration; a session stays as it is (EOS manual).</summary>
    public LabAnswer End()
    {
        _session?.Users.Remove(this);
        (_editor, _session) = (null, null);
        return LabAnswer.Nothing;
    }

    public LabAnswer SetLength(int length)
    {
        PageLength = length;
        // The first is recorded on EOS 4.22; the second is unconfirmed.
        return new(length == 0 ? "Pagination disabled.\n" : $"Pagination set to {length} lines.\n");
    }

    public LabAnswer SetWidth(int width)
    {
        Width = width;
        return new($"Width set to {width} columns.\n");
    }

    public LabAnswer Configure()
    {
        End();
        _editor = new(Device.RunningConfig, Device.Grammar);
        return LabAnswer.Nothing;
    }

    public LabAnswer OpenSession(string? name)
    {
        name ??= string.Create(CultureInfo.InvariantCulture, $"sess-{2000 + Number}-{Device.Now.ToUnixTimeMilliseconds()}-{Device.Sessions.Count}");
        if (Device.OpenSession(name, User) is not { } session)
        {
            // The words are Ansible's failure pattern; whether "% " leads is unconfirmed.
            return LabAnswer.Error("% Maximum number of pending sessions has been reached. Please commit or abort previous sessions before creating a new one.");
        }

        End();
        (_session, _editor) = (session, new(session.Config, Device.Grammar));
        session.Users.Add(this);
        return LabAnswer.Nothing;
    }

    public LabAnswer CommitHere(string? timer) => EosSessionCommands.Commit(this, _session!.Name, timer);

    public LabAnswer AbortHere() => EosSessionCommands.Abort(this, _session!.Name);

    public LabAnswer ClearHere()
    {
        Device.Clear(_session!, User);
        _editor = new(_session!.Config, Device.Grammar);
        return LabAnswer.Nothing;
    }

    public LabAnswer ShowSession(string? name, bool diffs)
    {
        var session = name is null ? _session : Device.Find(name);
        if (session is null)
        {
            // Unconfirmed wording.
            return LabAnswer.Error(name is null ? "% Not in a configuration session" : $"% Session {name} does not exist");
        }

        return !diffs
            ? new(EosShow.Session(Device, session))
            : name is null && !_editor!.AtTop && !Device.Options.DiffBelowTop
                ? LabAnswer.Nothing
                : new(EosShow.Diff(Device, session));
    }

    public LabAnswer Invalid(string word, int at) => LabAnswer.Error(ErrorsNameWord
        ? $"% Invalid input (at token {at}: '{word}')" : "% Invalid input");

    private string Mode()
    {
        var place = _editor is null || _editor.AtTop ? "" : "-" + _editor.Place.Prompt;
        return _editor is null ? "" : _session is null ? $"(config{place})" : $"(config-s-{_session.Name[..Math.Min(6, _session.Name.Length)]}{place})";
    }

    private string Banner(string kind)
    {
        lock (Device.Gate)
        {
            return _login.Size is null ? "" : Device.RunningConfig.Find("banner " + kind)?.Text ?? "";
        }
    }

    // "% Bad secret" is a failure pattern of Ansible's EOS modules; that one try is allowed is unconfirmed.
    private LabAnswer AnswerSecret(string secret)
    {
        _asksSecret = false;
        _privileged = secret == Device.Lab.Options.EnablePassword;
        return _privileged ? LabAnswer.Nothing : LabAnswer.Error("% Bad secret");
    }

    private LabAnswer AddText(string line)
    {
        _editor!.AddText(line);
        Note(line);
        return LabAnswer.Nothing;
    }

    private LabAnswer Run(string line)
    {
        // A lone "!" changes nothing, not even the mode (recorded).
        if (line.Length == 0 || (line[0] == '!' && (_editor is null || !line.StartsWith("!!", StringComparison.Ordinal))))
        {
            return LabAnswer.Nothing;
        }

        if (_editor is not null && _session is null && _editor.Root != Device.RunningConfig)
        {
            // Somebody has committed meanwhile; what is typed now goes into the new running config.
            Configure();
        }

        var (command, pipe) = EosPipe.Split(line, _editor is not null);
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        words = words[0] == "do" && _editor is not null && words.Length > 1 ? words[1..] : words;
        var match = words.Length == 0 ? new(MatchStatus.Invalid, null, [], 0, 0) : EosCommands.Match(words);
        if (match.Status == MatchStatus.Complete && match.Rule!.Is("session") && _session is null)
        {
            match = match with { Status = MatchStatus.Invalid };
        }

        return match.Status == MatchStatus.Complete && (_editor is null || pipe is not null || Wins(match, words))
            ? RunCommand(match, pipe)
            : _editor is null ? Refuse(match, words) : Edit(line, match, words);
    }

    private LabAnswer RunCommand(CommandMatch match, string? pipe) => _privileged || match.Rule!.Is("unprivileged")
        ? EosPipe.Apply(pipe, EosCommands.Run(this, match), () => EosShow.Json(Device, match.Line, this))
        : LabAnswer.Error("% Invalid input (privileged mode required)"); // The words in brackets are unconfirmed.

    // In configuration the commands of the modes come first, unless the other is spelled out.
    private bool Wins(CommandMatch match, string[] words) =>
        words[0].Equals(match.Words[0], StringComparison.OrdinalIgnoreCase) || _editor!.Keywords([], words[0]).Count == 0;

    private LabAnswer Refuse(CommandMatch match, string[] words) => match.Status switch
    {
        MatchStatus.Incomplete => LabAnswer.Error("% Incomplete command"),
        MatchStatus.Ambiguous => LabAnswer.Error("% Ambiguous command"),
        _ => Invalid(words.ElementAtOrDefault(match.FailedAt) ?? "", match.FailedAt),
    };

    private LabAnswer Edit(string line, CommandMatch other, string[] words)
    {
        var result = _editor!.Enter(line);
        if (result.Taken)
        {
            Note(line);
        }

        return result.Status switch
        {
            EditStatus.Accepted => new(MissingPort(line)),
            // Recorded on EOS 4.22.
            EditStatus.TextFollows => new("Enter TEXT message. Type 'EOF' on its own line to end.\n"),
            EditStatus.Rejected => LabAnswer.Error(result.Message!),
            EditStatus.Invalid when other.Status == MatchStatus.Complete => RunCommand(other, null),
            EditStatus.Invalid when other.Status != MatchStatus.Invalid => Refuse(other, words),
            EditStatus.Incomplete => LabAnswer.Error("% Incomplete command"),
            EditStatus.Ambiguous => LabAnswer.Error("% Ambiguous command"),
            _ => Invalid(words.ElementAtOrDefault(result.FailedAt) ?? "", result.FailedAt),
        };
    }

    // The message was recorded by CloudVision's checks (aristanetworks' ansible collections); a merge goes on after it.
    private string MissingPort(string line) =>
        line.StartsWith("int", StringComparison.OrdinalIgnoreCase) && _editor!.Place.Prompt is var place
        && place.StartsWith("if-Et", StringComparison.Ordinal)
        && int.TryParse(place.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > Device.Options.Ports
            ? "! Interface does not exist. The configuration will not take effect until the module is inserted.\n"
            : "";

    private void Note(string line) => Device.Log(
        _session is null ? LabWrite.RunningLine : LabWrite.CandidateLine,
        _session is null ? LabStore.Running : LabStore.Candidate, User, _session?.Name, line);
}
