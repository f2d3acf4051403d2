using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>The commands of exec mode.</summary>
internal sealed class NxosCommands
{
    private static readonly NxosCommand[] Always =
    [
        new("exit", (cli, _) => cli.Exit()),
        new("end", (cli, _) => cli.End()),
        new("terminal length INT", (cli, match) => cli.SetLength(Int(match, 2))),
        new("terminal width INT", (cli, match) => cli.SetWidth(Int(match, 2))),
        new("terminal dont-ask", (cli, _) => cli.Ask(false)),
        new("no terminal dont-ask", (cli, _) => cli.Ask(true)),
        new("terminal monitor", (_, _) => LabAnswer.Nothing),
        new("show running-config", (cli, _) => new(NxosShow.Running(cli.Device))),
        new("show running-config all", (cli, _) => new(NxosShow.Running(cli.Device, all: true))),
        new("show startup-config", (cli, _) => new(NxosShow.Startup(cli.Device))),
        new("show clock", (cli, _) => new(NxosShow.Time(cli.Device.Now) + "\n")),
        new("show hostname", (cli, _) => new(cli.Device.Hostname + "\n")),
        new("show file WORD", (cli, match) => NxosFiles.Show(cli, match.Words[2])),
        new("show file WORD md5sum", (cli, match) => NxosFiles.Md5(cli, match.Words[2])),
        new("show diff rollback-patch running-config file WORD", (cli, match) => NxosReplace.Diff(cli, match.Words[5])),
        new("configure terminal", (cli, _) => cli.Configure()),
        new("copy WORD WORD", (cli, match) => NxosFiles.Copy(cli, match.Words[1], match.Words[2])),
        new("checkpoint file WORD", (cli, match) => NxosFiles.Checkpoint(cli, match.Words[2])),
        new("rollback running-config file WORD", (cli, match) => NxosReplace.Rollback(cli, match.Words[3])),
        new("delete WORD no-prompt", (cli, match) => NxosFiles.Delete(cli, match.Words[1])),
        new("delete WORD", (cli, match) => cli.Asking($"Do you want to delete \"{match.Words[1]}\" ? (yes/no/abort)   [y] ", yes => yes is "" or "y" or "yes", () => NxosFiles.Delete(cli, match.Words[1]))),
        new("dir", (cli, _) => NxosFiles.Directory(cli)),
        new("dir WORD", (cli, _) => NxosFiles.Directory(cli)),
    ];

    private static readonly NxosCommand[] WithReplace =
    [
        new("show config-replace status", (cli, _) => new(NxosShow.ReplaceStatus(cli.Device))),
        new("configure replace commit", (cli, _) => NxosReplace.Commit(cli)),
        new("configure replace WORD", (cli, match) => NxosReplace.Replace(cli, match.Words[2], null)),
        new("configure replace WORD commit-timeout INT", (cli, match) => Int(match, 4) is >= 30 and <= 3600 and var seconds
            ? NxosReplace.Replace(cli, match.Words[2], TimeSpan.FromSeconds(seconds))
            : cli.Invalid("number", match.Words[4])),
        new("configure replace WORD show-patch", (cli, match) => NxosReplace.ShowPatch(cli, match.Words[2])),
        new("configure replace WORD verify-only", (cli, match) => NxosReplace.Verify(cli, match.Words[2])),
    ];

    private static readonly NxosCommand[] WithTclsh = [new("tclsh", (cli, _) => cli.StartTcl())];

    private readonly CommandMode _mode;
    private readonly Dictionary<CommandRule, NxosCommand> _byRule;

    public NxosCommands(LabNxosOptions options)
    {
        NxosCommand[] all = [.. Always, .. options.HasConfigureReplace ? WithReplace : [], .. options.HasTclsh ? WithTclsh : []];
        _mode = new CommandGrammar("[exec]\n" + string.Join('\n', all.Select(command => command.Pattern)), NxosGrammar.Arguments)["exec"];
        _byRule = _mode.Rules.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<CommandRule>);
    }

    public CommandMatch Match(IReadOnlyList<string> words) => _mode.Match(words);

    public LabAnswer Run(NxosCli cli, CommandMatch match) => _byRule[match.Rule!].Run(cli, match);

    public IEnumerable<string> Keywords(IReadOnlyList<string> words, string start) => _mode.Next(words, start);

    private static int Int(CommandMatch match, int at) => int.Parse(match.Words[at], CultureInfo.InvariantCulture);
}
