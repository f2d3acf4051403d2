using System.Globalization;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A login at the command line, for looking; the operational mode's most used commands only.</summary>
internal sealed class JunosCli(JunosDevice device, JunosSession session) : ILabCli
{
    private static readonly string[] Commands = ["show configuration", "show configuration | display set", "show system commit", "show version", "exit"];

    public string Greeting => $"--- JUNOS {device.Options.Version} Kernel 64-bit  JNPR-12.1-20210101.0000000_builder_stable_12_214\n";

    public string Prompt => $"{session.User}@{device.Hostname}> ";

    public bool Secret => false;

    public bool Verbatim => false;

    public int PageLength => 0;

    public int Width => 0;

    public LabAnswer Execute(string line)
    {
        lock (device.Gate)
        {
            return line.Trim() switch
            {
                "" => LabAnswer.Nothing,
                "exit" or "quit" => LabAnswer.Nothing with { Closes = true },
                "show configuration" => new(JunosReplies.Header(device, candidate: false) + JunosRenderer.Text(device.Database.Committed)),
                "show configuration | display set" => new(JunosRenderer.Set(device.Database.Committed)),
                "show system commit" => new(string.Concat(device.Database.History.Select(Line))),
                "show version" => new($"Hostname: {device.Hostname}\nModel: {device.Options.Model}\nJunos: {device.Options.Version}\n"),
                var other => LabAnswer.Error($"{new string(' ', Prompt.Length)}^\nunknown command: {other}"),
            };
        }
    }

    public string Help(string line) =>
        string.Concat(Commands.Where(command => command.StartsWith(line.TrimStart(), StringComparison.Ordinal)).Select(command => $"  {command}\n"));

    public void Close()
    {
    }

    // Recorded on Junos 18 and 24: the message and "rollback pending" stand on lines of their own below the entry.
    private static string Line(JunosCommit commit, int index) =>
        $"{index.ToString(CultureInfo.InvariantCulture),-3} {JunosReplies.Time(commit.Time)} by {commit.User} via {commit.Client} {commit.Comment}".TrimEnd()
        + $"\n{(commit.Log is null ? "" : $"    {commit.Log}\n")}{(commit.Deadline is null ? "" : "    rollback pending\n")}";
}
