using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>The commands outside configuration. Messages whose wording no source shows are marked as unconfirmed.</summary>
internal static class EosCommands
{
    private static readonly EosCommand[] All =
    [
        new("enable @unprivileged", (cli, _) => cli.Enable()),
        new("disable @unprivileged", (cli, _) => cli.Disable()),
        new("logout @unprivileged", (cli, _) => new("") { Closes = true }),
        new("exit @unprivileged", (cli, _) => cli.Exit()),
        new("quit @unprivileged", (cli, _) => cli.Exit()),
        new("end", (cli, _) => cli.End()),
        new("terminal length INT @unprivileged", (cli, match) => cli.SetLength(Int(match, 2))),
        new("terminal width INT @unprivileged", (cli, match) => cli.SetWidth(Int(match, 2))),
        new("terminal monitor", (_, _) => LabAnswer.Nothing),
        new("show version @unprivileged", (cli, _) => new(EosShow.Version(cli.Device))),
        new("show hostname @unprivileged", (cli, _) => new(EosShow.Hostname(cli.Device))),
        new("show clock @unprivileged", (cli, _) => new(EosShow.Clock(cli.Device))),
        new("show running-config", (cli, _) => new(EosShow.Running(cli.Device))),
        new("show running-config all|sanitized", (cli, _) => new(EosShow.Running(cli.Device))),
        new("show startup-config", (cli, _) => new(EosShow.Startup(cli.Device))),
        new("show session-config", (cli, _) => cli.ShowSession(null, diffs: false)),
        new("show session-config diffs", (cli, _) => cli.ShowSession(null, diffs: true)),
        new("show session-config named WORD", (cli, match) => cli.ShowSession(match.Words[3], diffs: false)),
        new("show session-config named WORD diffs", (cli, match) => cli.ShowSession(match.Words[3], diffs: true)),
        new("show configuration sessions", (cli, _) => new(EosSessionList.Text(cli, detail: false))),
        new("show configuration sessions detail", (cli, _) => new(EosSessionList.Text(cli, detail: true))),
        new("configure", (cli, _) => cli.Configure()),
        new("configure terminal", (cli, _) => cli.Configure()),
        new("configure session", (cli, _) => cli.OpenSession(null)),
        new("configure session WORD", (cli, match) => cli.OpenSession(match.Words[2])),
        new("configure session WORD commit", (cli, match) => EosSessionCommands.Commit(cli, match.Words[2], null)),
        new("configure session WORD commit timer WORD", (cli, match) => EosSessionCommands.Commit(cli, match.Words[2], match.Words[5])),
        new("configure session WORD abort", (cli, match) => EosSessionCommands.Abort(cli, match.Words[2])),
        new("no configure session WORD", (cli, match) => EosSessionCommands.Abort(cli, match.Words[3])),
        new("configure replace WORD", (cli, match) => EosFileCommands.Replace(cli, match.Words[2])),
        new("commit @session", (cli, _) => cli.CommitHere(null)),
        new("commit timer WORD @session", (cli, match) => cli.CommitHere(match.Words[2])),
        new("abort @session", (cli, _) => cli.AbortHere()),
        new("rollback clean-config @session", (cli, _) => cli.ClearHere()),
        new("copy WORD WORD", (cli, match) => EosFileCommands.Copy(cli, match.Words[1], match.Words[2])),
        new("write", (cli, _) => EosFileCommands.Copy(cli, "running-config", "startup-config")),
        new("write memory", (cli, _) => EosFileCommands.Copy(cli, "running-config", "startup-config")),
        new("delete WORD", (cli, match) => EosFileCommands.Delete(cli, match.Words[1])),
        new("dir", (cli, _) => EosFileCommands.Directory(cli)),
        new("dir WORD", (cli, _) => EosFileCommands.Directory(cli)),
        new("more WORD", (cli, match) => EosFileCommands.More(cli, match.Words[1])),
    ];

    private static readonly CommandGrammar Grammar =
        new("[exec]\n" + string.Join('\n', All.Select(command => command.Pattern)), EosArguments.All);

    private static readonly Dictionary<CommandRule, EosCommand> ByRule =
        Grammar["exec"].Rules.Zip(All).ToDictionary(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<CommandRule>);

    public static CommandMatch Match(IReadOnlyList<string> words) => Grammar["exec"].Match(words);

    public static LabAnswer Run(EosCli cli, CommandMatch match) => ByRule[match.Rule!].Run(cli, match);

    public static IEnumerable<string> Keywords(IReadOnlyList<string> words, string start) => Grammar["exec"].Next(words, start);

    private static int Int(CommandMatch match, int at) => int.Parse(match.Words[at], CultureInfo.InvariantCulture);
}
