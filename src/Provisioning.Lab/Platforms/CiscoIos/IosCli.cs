using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>One login on a simulated IOS device.</summary>
internal sealed class IosCli : ILabCli
{
    // The line editor's buffer (Cisco, "Using the Cisco IOS Command-Line Interface"). What happens beyond it is unconfirmed.
    private const int LongestLine = 254;

    // In configuration modes names are cut to this.
    private const int ShownHostCharacters = 20;

    private readonly LabLogin _login;
    private readonly IosTextReader _reader = new();
    private bool _privileged;
    private int _secretsAsked;
    private ConfigEditor? _editor;
    private IosTcl? _tcl;
    private IosQuestion? _question;

    public IosCli(IosDevice device, LabLogin login, int number)
    {
        (Device, _login, Number) = (device, login, number);
        (PageLength, Width) = (login.Size?.Rows ?? 0, login.Size?.Columns ?? 0);
        _privileged = device.Lab.Options.StartsPrivileged;
        Greeting = login.Size is null ? "" : Banner("motd") + Banner("exec");
    }

    public IosDevice Device { get; }

    public int Number { get; }

    public string User => _login.User;

    public string Greeting { get; }

    public bool Secret => _secretsAsked > 0;

    public bool Verbatim => _reader.InText;

    public int PageLength { get; private set; }

    public int Width { get; private set; }

    public string Prompt => Secret ? "Password: "
        : _question is not null ? _question.Text
        : Verbatim ? ""
        : _tcl is { Waits: true } ? "+>"
        : _editor is null ? $"{Device.Hostname}{(_tcl is null ? "" : "(tcl)")}{(_privileged ? '#' : '>')}"
        : $"{Device.Hostname[..Math.Min(ShownHostCharacters, Device.Hostname.Length)]}(config{(_editor.AtTop ? "" : "-" + _editor.Place.Prompt)})#";

    public LabAnswer Execute(string line)
    {
        lock (Device.Gate)
        {
            if (Secret)
            {
                return AnswerSecret(line);
            }

            if (_question is { } asked)
            {
                _question = null;
                return asked.Answer(line.Trim());
            }

            return line.Length > LongestLine && !Verbatim ? LabAnswer.Error("% Line is too long")
                : _tcl is not null ? RunTcl(line)
                : _editor is not null ? RunConfig(line)
                : Run(line.Trim());
        }
    }

    public string Help(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = words.Length == 0 || line.EndsWith(' ') ? "" : words[^1];
        var before = start.Length == 0 ? words : words[..^1];
        lock (Device.Gate)
        {
            var found = _editor?.Keywords(before, start) ?? IosCommands.Keywords(before, start);
            return string.Concat(found.Select(keyword => $"  {keyword}\n"));
        }
    }

    public void Close()
    {
    }

    public LabAnswer Enable()
    {
        _secretsAsked = _privileged || Device.Lab.Options.EnablePassword is null ? 0 : 1;
        _privileged = !Secret;
        return LabAnswer.Nothing;
    }

    public LabAnswer Disable()
    {
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

    public LabAnswer End()
    {
        _editor = null;
        return LabAnswer.Nothing;
    }

    public LabAnswer SetLength(int length)
    {
        PageLength = length;
        return LabAnswer.Nothing;
    }

    public LabAnswer SetWidth(int width)
    {
        Width = width;
        return LabAnswer.Nothing;
    }

    public LabAnswer Configure()
    {
        _editor = Device.Edit(Device.RunningConfig);
        return new("Enter configuration commands, one per line.  End with CNTL/Z.\n");
    }

    public LabAnswer OpenTcl()
    {
        _tcl = new(Device, User, Run);
        return LabAnswer.Nothing;
    }

    /// <summary>Asks one question after the other, each answered by Enter or by a word of its own, then goes on.</summary>
    public LabAnswer Ask(IReadOnlyList<string> questions, Func<LabAnswer> goOn)
    {
        if (questions.Count == 0)
        {
            return goOn();
        }

        var no = questions[0].Contains("[no]", StringComparison.Ordinal);
        _question = new(questions[0], answer => answer.StartsWith('n') || (no && answer.Length == 0) ? LabAnswer.Nothing : Ask([.. questions.Skip(1)], goOn));
        return LabAnswer.Nothing;
    }

    private string Banner(string kind) => Device.Locked(() => Device.RunningConfig.Find("banner " + kind)?.Text is { } text ? text.TrimEnd('\n') + "\n" : "");

    // Three tries, then "% Bad secrets" (recorded by users).
    private LabAnswer AnswerSecret(string secret)
    {
        _privileged = secret == Device.Lab.Options.EnablePassword;
        var over = _privileged || _secretsAsked == 3;
        _secretsAsked = over ? 0 : _secretsAsked + 1;
        return over && !_privileged ? LabAnswer.Error("% Bad secrets\n") : LabAnswer.Nothing;
    }

    private LabAnswer RunTcl(string line)
    {
        if (line.Trim() is "tclquit" or "exit" && !_tcl!.Waits)
        {
            var failure = _tcl.Flush();
            _tcl = null;
            return failure is null ? LabAnswer.Nothing : LabAnswer.Error(failure);
        }

        return _tcl!.Take(line);
    }

    private LabAnswer RunConfig(string line)
    {
        var column = Prompt.Length;
        if (_editor!.Root != Device.RunningConfig)
        {
            // The config was replaced meanwhile; what is typed now goes into the new one.
            _editor = Device.Edit(Device.RunningConfig);
        }

        if (_reader.Take(line) is not { } command)
        {
            return LabAnswer.Nothing;
        }

        var typed = command.Line.Trim();
        if (typed.Length == 0 || typed[0] == '!')
        {
            return LabAnswer.Nothing;
        }

        if (typed.StartsWith("do ", StringComparison.Ordinal))
        {
            return Run(typed[3..].Trim());
        }

        if (typed is "end" or "exit")
        {
            return typed == "end" ? End() : Exit();
        }

        var result = command.Text is null ? IosTexts.Enter(_editor, typed) : _editor.EnterText(typed, command.Text);
        if (IosTexts.Message(result, line, column) is { } message)
        {
            return LabAnswer.Error(message);
        }

        Device.Changed(User, typed);
        return LabAnswer.Nothing;
    }

    private LabAnswer Run(string line)
    {
        if (line.Length == 0 || line[0] == '!')
        {
            return LabAnswer.Nothing;
        }

        var (command, pipe) = IosPipe.Split(line);
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var match = words.Length == 0 ? new(MatchStatus.Invalid, null, [], 0, 0) : IosCommands.Match(Device, words);
        return match.Status switch
        {
            MatchStatus.Complete when _privileged || match.Rule!.Is("unprivileged") => IosPipe.Apply(pipe, IosCommands.Run(this, match)),
            MatchStatus.Incomplete when _privileged => LabAnswer.Error("% Incomplete command.\n"),
            MatchStatus.Ambiguous => LabAnswer.Error($"% Ambiguous command:  \"{line}\""),
            _ when words.Length == 1 => LabAnswer.Error($"Translating \"{words[0]}\"\n\n% Unknown command or computer name, or unable to find computer address"),
            _ => LabAnswer.Error(IosTexts.Message(new(EditStatus.Invalid, FailedAt: match.FailedAt), line, Prompt.Length)!),
        };
    }
}
