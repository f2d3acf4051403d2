using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>The global commands; what none of them is, is a path of the configuration.</summary>
internal static class SrlCommands
{
    public static IReadOnlyList<string> Names { get; } =
        ["commit", "delete", "diff", "discard", "enter", "environment", "exit", "info", "load", "quit", "save", "set", "show", "tools"];

    public static LabAnswer Run(SrlCli cli, List<SrlToken> words, string line)
    {
        var command = words is [{ Quoted: false, Text: "/" }, { Quoted: false }, ..] && Names.Contains(words[1].Text) ? words[1..] : words;
        var texts = command.Select(word => word.Text).ToList();
        return command[0].Quoted ? cli.Edit(words, line) : texts switch
        {
            ["environment", "cli-engine", "type", "basic" or "advanced"] => cli.SetEngine(texts[3]),
            ["environment", "complete-on-space", "true" or "false"] => LabAnswer.Nothing,
            ["enter", "running" or "state"] => cli.Enter(texts[1]),
            ["enter", "candidate", .. var rest] => SrlCandidateCommands.Enter(cli, rest),
            ["info", .. var rest] => SrlInfo.Show(cli, rest, command.Skip(1).ToList()),
            ["diff", ..] => SrlCandidateCommands.Diff(cli, texts),
            ["commit", .. var rest] => SrlCandidateCommands.Commit(cli, rest),
            ["discard", "now" or "stay"] => SrlCandidateCommands.Discard(cli, texts[1] == "stay"),
            ["save", "startup"] => SrlTools.Save(cli),
            ["load", .. var rest] => SrlCandidateCommands.Load(cli, rest),
            ["tools", "system", "configuration", .. var rest] => SrlTools.Run(cli, rest),
            ["show", "version"] => new(Version(cli.Device)),
            ["exit", ..] => cli.Exit(all: texts is [_, "all" or "to", ..]),
            ["quit"] => LabAnswer.Nothing with { Closes = true },
            ["/"] => cli.Exit(all: true),
            _ => cli.Edit(words, line),
        };
    }

    public static LabAnswer Unknown(string word) => LabAnswer.Error($"Parsing error: Unknown token '{word}'. Options are ['#', '>', '>>', '|']");

    // The form is that of learn.srlinux.dev, "CLI".
    private static string Version(SrlDevice device) => $"""
        --------------------------------------------------
        Hostname             : {device.Hostname}
        Chassis Type         : 7220 IXR-D2L
        Part Number          : Sim Part No.
        Serial Number        : Sim Serial No.
        OS                   : SR Linux
        Software Version     : {device.Options.Version}
        Architecture         : x86_64
        --------------------------------------------------

        """;
}
