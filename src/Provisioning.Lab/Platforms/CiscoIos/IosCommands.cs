using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The commands outside configuration. Messages whose wording no source shows are marked as unconfirmed.</summary>
internal static class IosCommands
{
    private static readonly IosCommand[] All =
    [
        new("enable @unprivileged", (cli, _) => cli.Enable()),
        new("disable @unprivileged", (cli, _) => cli.Disable()),
        new("logout @unprivileged", (_, _) => new("") { Closes = true }),
        new("exit @unprivileged", (cli, _) => cli.Exit()),
        new("quit @unprivileged", (cli, _) => cli.Exit()),
        new("end", (cli, _) => cli.End()),
        new("terminal length INT @unprivileged", (cli, match) => cli.SetLength(Int(match, 2))),
        new("terminal width INT @unprivileged", (cli, match) => cli.SetWidth(Int(match, 2))),
        new("terminal monitor", (_, _) => LabAnswer.Nothing),
        new("show version @unprivileged", (cli, _) => new(IosShow.Version(cli.Device))),
        new("show clock @unprivileged", (cli, _) => new(IosShow.Clock(cli.Device))),
        new("show running-config", (cli, _) => new(IosShow.Running(cli.Device))),
        new("show running-config all", (cli, _) => new(IosShow.Everything(cli.Device))),
        new("show startup-config", (cli, _) => new(IosShow.Startup(cli.Device))),
        new("show archive", (cli, _) => new(IosShow.Archive(cli.Device))),
        new("show archive config differences WORD WORD", (cli, match) => IosDiffs.Differences(cli.Device, match.Words[4], match.Words[5])),
        new("show archive config incremental-diffs WORD", (cli, match) => IosDiffs.Incremental(cli.Device, match.Words[4])),
        new("show archive config rollback timer @timers", (cli, _) => new(IosShow.Timer(cli.Device))),
        new("configure terminal", (cli, _) => cli.Configure()),
        new("configure terminal revert timer INT @timers", (cli, match) => IosReplace.ConfigureUnderTimer(cli, Int(match, 4))),
        new("configure replace WORD", (cli, match) => IosReplace.Replace(cli, match.Words[2], [])),
        new("configure replace WORD TEXT", (cli, match) => IosReplace.Replace(cli, match.Words[2], [.. match.Words.Skip(3)])),
        new("configure confirm @timers", (cli, _) => IosReplace.Confirm(cli)),
        new("configure revert now @timers", (cli, _) => IosReplace.RevertNow(cli)),
        new("configure check syntax WORD @syntax", (cli, match) => IosFileCommands.CheckSyntax(cli, match.Words[3])),
        new("archive config", (cli, _) => IosReplace.Archive(cli)),
        new("copy WORD WORD", (cli, match) => IosFileCommands.Copy(cli, match.Words[1], match.Words[2])),
        new("write", (cli, _) => IosFileCommands.Save(cli)),
        new("write memory", (cli, _) => IosFileCommands.Save(cli)),
        new("delete WORD", (cli, match) => IosFileCommands.Delete(cli, match.Words[1], force: false)),
        new("delete /force WORD", (cli, match) => IosFileCommands.Delete(cli, match.Words[2], force: true)),
        new("dir", (cli, _) => new(IosFileCommands.Directory(cli.Device))),
        new("dir WORD", (cli, match) => IosFileCommands.Directory(cli.Device, match.Words[1])),
        new("more WORD", (cli, match) => IosFileCommands.More(cli, match.Words[1])),
        new("verify /md5 WORD @md5", (cli, match) => IosFileCommands.Verify(cli, match.Words[2])),
        new("tclsh @tcl", (cli, _) => cli.OpenTcl()),
    ];

    private static readonly CommandGrammar Grammar =
        new("[exec]\n" + string.Join('\n', All.Select(command => command.Pattern)), IosArguments.All);

    private static readonly Dictionary<CommandRule, IosCommand> ByRule =
        Grammar["exec"].Rules.Zip(All).ToDictionary(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<CommandRule>);

    public static CommandMatch Match(IosDevice device, IReadOnlyList<string> words)
    {
        var match = Grammar["exec"].Match(words);
        return match.Rule is null || Has(device, match.Rule) ? match : match with { Status = MatchStatus.Invalid, FailedAt = match.Words[0] == "show" ? 3 : match.Words.Count > 1 ? 1 : 0 };
    }

    public static LabAnswer Run(IosCli cli, CommandMatch match) => ByRule[match.Rule!].Run(cli, match);

    public static IEnumerable<string> Keywords(IReadOnlyList<string> words, string start) => Grammar["exec"].Next(words, start);

    private static bool Has(IosDevice device, CommandRule rule) => (device.Options.RollbackTimers || !rule.Is("timers"))
        && (device.Options.SyntaxCheck || !rule.Is("syntax")) && (device.Options.Tcl || !rule.Is("tcl")) && (device.Options.Md5 || !rule.Is("md5"));

    private static int Int(CommandMatch match, int at) => int.Parse(match.Words[at], CultureInfo.InvariantCulture);
}
