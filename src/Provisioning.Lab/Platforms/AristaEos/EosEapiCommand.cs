using System.Text.Json.Nodes;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>A command of an eAPI request: a string, or an object with <c>cmd</c> and the <c>input</c> that it asks for.</summary>
/// <param name="Text">The command.</param>
/// <param name="Input">What it reads, without the last <c>EOF</c> of a here-doc (as NAPALM and Ansible send it); null without any.</param>
internal sealed record EosEapiCommand(string Text, string? Input)
{
    private static readonly string[] NoCommand = ["% Invalid input", "% Incomplete", "% Ambiguous"];

    public bool Shows => Text.StartsWith("show ", StringComparison.Ordinal);

    public static EosEapiCommand Read(JsonNode? command) => command is JsonObject fields
        ? new(fields["cmd"]?.ToString() ?? "", fields["input"]?.ToString())
        : new(command?.ToString() ?? "", null);

    /// <summary>The codes of Arista's "Command API" overview: 1002 for what is no command, 1000 for one that could not be run.</summary>
    public static int Code(string answer) => NoCommand.Any(start => answer.StartsWith(start, StringComparison.Ordinal)) ? 1002 : 1000;

    public LabAnswer Run(EosCli cli, bool json)
    {
        var answer = cli.Execute(json && Shows ? $"{Text} | json" : Text);
        if (!cli.Secret && !cli.Verbatim)
        {
            return answer;
        }

        if (Input is null)
        {
            // That a command which asks for text fails without any is certain; the words are unconfirmed.
            End(cli);
            return LabAnswer.Error("% Command requires input");
        }

        foreach (var line in Input.Split('\n').TakeWhile(_ => cli.Secret || cli.Verbatim))
        {
            answer = cli.Execute(line);
        }

        End(cli);
        return answer.Failed ? answer : LabAnswer.Nothing;
    }

    private static void End(EosCli cli)
    {
        while (cli.Secret || cli.Verbatim)
        {
            cli.Execute(cli.Secret ? "" : "EOF");
        }
    }
}
