using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>One login on a simulated NX-OS switch.</summary>
internal sealed class NxosCli : ILabCli
{
    private readonly LabLogin _login;
    private readonly NxosCommands _commands;
    private ConfigEditor? _editor;
    private List<string>? _banner;
    private NxosTclShell? _tcl;
    private NxosQuestion? _question;
    private bool _asks = true;
    private string _line = "";

    public NxosCli(NxosDevice device, LabLogin login)
    {
        (Device, _login, _commands) = (device, login, new(device.Options));
        (PageLength, Width) = (login.Size?.Rows ?? 0, login.Size?.Columns ?? 0);

        // Recorded on 9.2(4), cut.
        var motd = login.Size is null ? "" : device.RunningConfig.Find("banner motd")?.Text is { } text ? text[1..^1].Trim('\n') + "\n" : "";
        Greeting = login.Size is null ? "" : $"{motd}\nCisco NX-OS Software\nCopyright (c) 2002-2019, Cisco Systems, Inc. All rights reserved.\n";
    }

    public NxosDevice Device { get; }

    public string User => _login.User;

    public string Greeting { get; }

    public bool Secret => false;

    public bool Verbatim => _banner is not null;

    public int PageLength { get; private set; }

    public int Width { get; private set; }

    // The Tcl shell's prompt, and that of a text, are recorded; so is the blank behind the sign.
    public string Prompt =>
        _question is not null ? _question.Text
        : _banner is not null ? "> "
        : _tcl is not null ? _tcl.Waits ? "> " : $"{Device.Hostname}-tcl# "
        : $"{Device.Hostname}{Mode}# ";

    private string Mode => _editor is null ? "" : _editor.AtTop ? "(config)" : $"(config-{_editor.Place.Prompt})";

    public LabAnswer Execute(string line)
    {
        lock (Device.Gate)
        {
            return _question is { } question ? Answer(question, line)
                : _banner is not null ? AddToBanner(line)
                : _tcl is not null ? _tcl.Take(line)
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
            return string.Concat((_editor?.Keywords(before, start) ?? []).Concat(_commands.Keywords(before, start)).Distinct().Select(keyword => $"  {keyword}\n"));
        }
    }

    public void Close()
    {
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

    // Both answer nothing (recorded).
    public LabAnswer SetLength(int length)
    {
        PageLength = length;
        return LabAnswer.Nothing;
    }

    public LabAnswer SetWidth(int width)
    {
        Width = width;
        return width <= 511 ? LabAnswer.Nothing : Invalid("number", width.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public LabAnswer Ask(bool asks)
    {
        _asks = asks;
        return LabAnswer.Nothing;
    }

    public LabAnswer Configure()
    {
        _editor = new(Device.RunningConfig, Device.Grammar);
        return new("Enter configuration commands, one per line. End with CNTL/Z.\n");
    }

    public LabAnswer StartTcl()
    {
        _tcl = new(this, line => Run(line.Trim()));
        return LabAnswer.Nothing;
    }

    public LabAnswer EndTcl()
    {
        _tcl = null;
        return new("Exiting Tcl\n");
    }

    /// <summary>Asks before it runs, unless the terminal is told not to.</summary>
    public LabAnswer Asking(string question, Func<string, bool> isYes, Func<LabAnswer> run)
    {
        if (!_asks || _login.Size is null)
        {
            return run();
        }

        _question = new(question, isYes, run);
        return LabAnswer.Nothing;
    }

    /// <summary>Writes a file, and asks first where there is one of that name.</summary>
    public LabAnswer Write(string path, string text, string said)
    {
        if (NxosFiles.NameOf(path) is not { } name)
        {
            return LabAnswer.Error("No such file or directory");
        }

        LabAnswer Write()
        {
            Device.WriteFile(name, text, User);
            return new(said);
        }

        return Device.File(name) is null ? Write() : Asking("Warning: There is already a file existing with this name. Do you want to overwrite (y/n)?[n] ", answer => answer is "y", Write);
    }

    /// <summary>The mark under the word, and the message (documented: the mark counts from the prompt's beginning).</summary>
    public LabAnswer Invalid(string what, string word) => Marked(_line.IndexOf(word, StringComparison.Ordinal), $"% Invalid {what} at '^' marker.");

    private LabAnswer Marked(int column, string message) => LabAnswer.Error(new string(' ', Prompt.Length + Math.Max(0, column)) + "^\n" + message);

    private LabAnswer Answer(NxosQuestion question, string line)
    {
        _question = null;
        return question.IsYes(line.Trim()) ? question.Run() : LabAnswer.Nothing;
    }

    private LabAnswer Run(string line)
    {
        _line = line;
        if (line.Length == 0 || line[0] == '!')
        {
            return LabAnswer.Nothing;
        }

        var (command, pipe) = _editor is null ? NxosPipe.Split(line) : (line, null);
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var match = _commands.Match(words);
        if (match.Status == MatchStatus.Complete && (_editor is null || words[0] is "end" or "exit" or "show" or "copy"))
        {
            return NxosPipe.Apply(pipe, _commands.Run(this, match));
        }

        return _editor is null ? Refuse(words, match) : Enter(line);
    }

    private LabAnswer Refuse(string[] words, CommandMatch match) => match.Status switch
    {
        MatchStatus.Incomplete => Marked(_line.Length, "% Incomplete command at '^' marker."),
        MatchStatus.Ambiguous => Marked(0, "% Ambiguous command at '^' marker."),
        _ => Marked(Column(words, match.FailedAt), "% Invalid command at '^' marker."),
    };

    private LabAnswer Enter(string line)
    {
        if (NxosReader.BannerStart().Match(line) is { Success: true } banner)
        {
            _banner = [banner.Groups["text"].Value];
            return IsClosed() ? CloseBanner() : new($"Enter TEXT message.  End with the character '{_banner[0][0]}'.\n");
        }

        var result = _editor!.Enter(line);
        if (result.Taken)
        {
            Device.Changed(User, line);
            return LabAnswer.Nothing;
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return result.Status switch
        {
            EditStatus.Rejected => LabAnswer.Error(result.Message!.TrimStart('%', ' ')),
            EditStatus.Incomplete => Marked(line.Length, "% Incomplete command at '^' marker."),
            EditStatus.Ambiguous => Marked(0, "% Ambiguous command at '^' marker."),
            _ => Marked(Column(words, result.FailedAt), "% Invalid command at '^' marker."),
        };
    }

    private LabAnswer AddToBanner(string line)
    {
        _banner!.Add(line);
        return IsClosed() ? CloseBanner() : LabAnswer.Nothing;
    }

    private bool IsClosed() => string.Join('\n', _banner!).LastIndexOf(_banner![0][0]) > 0;

    private LabAnswer CloseBanner()
    {
        NxosReader.Read("banner motd " + string.Join('\n', _banner!), Device.RunningConfig, Device.Grammar);
        _banner = null;
        Device.Changed(User, "banner motd");
        return LabAnswer.Nothing;
    }

    private int Column(string[] words, int failedAt)
    {
        var at = 0;
        for (var index = 0; index < Math.Min(failedAt, words.Length); index++)
        {
            at = _line.IndexOf(words[index], at, StringComparison.Ordinal) + words[index].Length;
        }

        return failedAt < words.Length ? _line.IndexOf(words[failedAt], at, StringComparison.Ordinal) : _line.Length;
    }
}
