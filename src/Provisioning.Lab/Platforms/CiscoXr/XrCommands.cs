using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The commands outside configuration, and those of configuration that are not config ("Configuration Management Commands").</summary>
internal static class XrCommands
{
    public static XrCommandTable Exec { get; } = new(
        new("terminal length INT", (cli, match) => cli.SetLength(Int(match, 2))),
        new("terminal width INT", (cli, match) => cli.SetWidth(Int(match, 2))),
        new("terminal exec prompt no-timestamp", (cli, _) => cli.SetTimestamps(false)),
        new("terminal exec prompt timestamp", (cli, _) => cli.SetTimestamps(true)),
        new("terminal monitor", (_, _) => LabAnswer.Nothing),
        new("show version", (cli, _) => cli.Say(XrShow.Version(cli.Device))),
        new("show running-config", (cli, _) => cli.Say(XrShow.Config(cli.Device, cli.Device.RunningConfig))),
        new("show configuration sessions", (cli, _) => cli.Say(XrShow.Sessions(cli.Device))),
        new("show configuration sessions detail", (cli, _) => cli.Say(XrShow.SessionsDetail(cli.Device))),
        new("show configuration commit list", (cli, _) => cli.Say(XrShow.Commits(cli.Device, 100))),
        new("show configuration commit list INT", (cli, match) => cli.Say(XrShow.Commits(cli.Device, Int(match, 4)))),
        new("show configuration commit list detail", (cli, _) => cli.Say(XrShow.CommitsDetail(cli.Device, 100))),
        new("show configuration commit list INT detail", (cli, match) => cli.Say(XrShow.CommitsDetail(cli.Device, Int(match, 4)))),
        new("show configuration persistent", (cli, _) => Persistent(cli, diff: false)),
        new("show configuration persistent diff", (cli, _) => Persistent(cli, diff: true)),
        new("configure", (cli, _) => cli.Configure(exclusive: false)),
        new("configure terminal", (cli, _) => cli.Configure(exclusive: false)),
        new("configure exclusive", (cli, _) => cli.Configure(exclusive: true)),
        new("clear configuration sessions WORD", (cli, match) => XrCommitCommands.Clear(cli, match.Words[3])),
        new("rollback configuration last INT", (cli, match) => XrCommitCommands.RollBack(cli, Int(match, 3))),
        new("exit", (_, _) => LabAnswer.Nothing with { Closes = true }),
        new("quit", (_, _) => LabAnswer.Nothing with { Closes = true }),
        new("logout", (_, _) => LabAnswer.Nothing with { Closes = true }));

    /// <summary>What is typed in configuration without <c>do</c>.</summary>
    public static XrCommandTable Config { get; } = new(
        new("show running-config", (cli, _) => cli.Say(XrShow.Config(cli.Device, cli.Device.RunningConfig))),
        new("show configuration", (cli, _) => cli.Say(XrShow.Target(cli.Device, cli.Session!))),
        new("show configuration merge", (cli, _) => cli.Say(XrShow.Merge(cli.Device, cli.Session!))),
        new("show configuration changes diff", (cli, _) => cli.Say(XrShow.Diff(cli.Device, cli.Session!, replace: true))),
        new("show commit changes diff", (cli, _) => cli.Say(XrShow.Diff(cli.Device, cli.Session!, replace: false))),
        new("show configuration failed", (cli, _) => cli.Say(cli.Failed.Length > 0 ? cli.Failed : "% No such configuration item(s)\n\n")),
        new("commit", (cli, _) => XrCommitCommands.Commit(cli, [])),
        new("commit TEXT", (cli, match) => XrCommitCommands.Commit(cli, [.. match.Words.Skip(1)])),
        new("abort", (cli, _) => cli.Abort()),
        new("end", (cli, _) => cli.Leave()),
        new("root", (cli, _) => cli.Root()),
        new("exit", (cli, _) => cli.Exit()));

    // "show configuration persistent [diff]" is in the command reference; what it prints without a difference is unconfirmed.
    private static LabAnswer Persistent(XrCli cli, bool diff) => !cli.Device.Options.ShowsPersistent
        ? LabAnswer.Error("% Invalid input detected at '^' marker.")
        : cli.Say(diff
            ? XrShow.Difference(cli.Device, XrDiff.Create(cli.Device.PersistentConfig, cli.Device.RunningConfig))
            : XrShow.Config(cli.Device, cli.Device.PersistentConfig));

    private static int Int(CommandMatch match, int at) => int.Parse(match.Words[at], CultureInfo.InvariantCulture);
}
