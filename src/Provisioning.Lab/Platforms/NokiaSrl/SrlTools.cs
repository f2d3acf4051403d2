using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// <c>tools system configuration ...</c>, which any session may run (srl_nokia-tools-configuration.yang). Answers that are not
/// marked are recorded on devices (hackathon and containerlab pages).
/// </summary>
internal static class SrlTools
{
    public static LabAnswer Run(SrlCli cli, List<string> words)
    {
        var device = cli.Device;
        return words switch
        {
            ["save"] => Save(cli),
            ["confirmed-accept"] or ["confirmed-reject"] => End(cli, words[0] == "confirmed-accept"),
            ["generate-checkpoint", "name", var name] => Take(cli, name, ""),
            ["generate-checkpoint", "name", var name, "comment", var comment] => Take(cli, name, comment),
            ["checkpoint", var name, "clear"] => Clear(cli, device.Checkpoints.FirstOrDefault(checkpoint => checkpoint.Name == name), name),
            ["candidate", var name, "clear"] => Clear(cli, device.Find(name), name),
            _ => SrlCommands.Unknown(words.ElementAtOrDefault(0) ?? ""),
        };
    }

    public static LabAnswer Save(SrlCli cli)
    {
        cli.Device.Save(cli.User);
        return new(SrlCandidateCommands.Saved);
    }

    private static LabAnswer Take(SrlCli cli, string name, string comment)
    {
        if (cli.Device.Checkpoints.Any(checkpoint => checkpoint.Name == name))
        {
            return LabAnswer.Error($"Error: Checkpoint '{name}' exists already"); // Unconfirmed.
        }

        cli.Device.TakeCheckpoint(name, comment, cli.User);
        return new($"/system:\n    Generated checkpoint '/etc/opt/srlinux/checkpoint/checkpoint-0.json' with name '{name}' and comment '{comment}'\n\n");
    }

    private static LabAnswer End(SrlCli cli, bool accept)
    {
        if (cli.Device.Commits.Pending is null)
        {
            return LabAnswer.Error("Error: There is no commit in progress that waits for its confirmation"); // Unconfirmed.
        }

        if (accept)
        {
            cli.Device.Commits.Accept(cli.User);
            return new("/system/configuration:\n    Commit confirmed accepted\n\n"); // Unconfirmed.
        }

        cli.Device.Commits.Reject(cli.User, LabWrite.Reverted);
        return new("/system/configuration:\n    Commit confirmed rejected\n\n"); // Unconfirmed.
    }

    private static LabAnswer Clear(SrlCli cli, SrlCheckpoint? checkpoint, string name)
    {
        if (checkpoint is null)
        {
            return LabAnswer.Error($"Error: Checkpoint '{name}' does not exist"); // Unconfirmed.
        }

        cli.Device.RemoveCheckpoint(checkpoint, cli.User);
        return new($"/system/configuration/checkpoint[id={name}]:\n    Cleared checkpoint\n\n"); // Unconfirmed.
    }

    private static LabAnswer Clear(SrlCli cli, SrlCandidate? candidate, string name)
    {
        if (candidate is null)
        {
            return LabAnswer.Error($"Error: Candidate '{name}' does not exist"); // Unconfirmed.
        }

        cli.Device.Clear(candidate, cli.User);
        return new($"/system/configuration/candidate[name={name}]:\n    Cleared candidate\n\n"); // Unconfirmed.
    }
}
