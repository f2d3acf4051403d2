using System.Globalization;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>Commit, rollback and the end of other sessions. What is not marked as unconfirmed was recorded on 24.3.1.</summary>
internal static class XrCommitCommands
{
    private const string NothingToCommit = "No configuration changes to commit.\n";

    public static LabAnswer Commit(XrCli cli, IReadOnlyList<string> options)
    {
        var (device, session) = (cli.Device, cli.Session!);
        if (XrCommitRequest.Parse(options) is not { } request || (device.Release < 7 && request is { Confirmed: not null, Comment: not null }))
        {
            return cli.Invalid("commit " + string.Join(' ', options), options.Count);
        }

        if (device.Trial is { } trial)
        {
            return trial.Session == session ? Confirm(cli) : cli.Say(session.Target.IsEmpty ? NothingToCommit : Unexpired(trial));
        }

        if (device.Sessions.Any(other => other.Exclusive && other != session))
        {
            // The wording is unconfirmed.
            return cli.Say("% Failed to commit. The Configuration Namespace is locked by another agent.\n");
        }

        return request.Replace
            ? cli.Ask("\nThis commit will replace or remove the entire running configuration. This\noperation can be service affecting.\n",
                "Do you wish to proceed? [no]: ", answer => answer == "yes" ? Checked(cli, request) : LabAnswer.Nothing)
            : session.Target.IsEmpty ? cli.Say(NothingToCommit) : Checked(cli, request);
    }

    public static LabAnswer Clear(XrCli cli, string id)
    {
        var device = cli.Device;
        var session = device.Sessions.FirstOrDefault(session => session.Id == id);
        if (session is null || (device.Trial is { } held && (session == held.Row || session == held.Session) && !device.Options.ClearingEndsTrial))
        {
            // The wording is unconfirmed.
            return cli.Say($"% Session '{id}' cannot be cleared\n");
        }

        if (device.Trial is { } trial && (session == trial.Row || session == trial.Session))
        {
            device.Revert(cli.User, LabWrite.Reverted);
        }

        session.End();
        device.Close(session);

        // "clear configuration sessions" in the command reference.
        return cli.Say($"session ID '{id}' terminated\n");
    }

    // The wording of success is that of "rollback configuration" in the command reference; that of the refusals is unconfirmed.
    public static LabAnswer RollBack(XrCli cli, int commits)
    {
        var device = cli.Device;
        if (device.Trial is { } trial)
        {
            return cli.Say(Unexpired(trial));
        }

        if (device.Sessions.Any(session => session.Exclusive && session != cli.Session))
        {
            return cli.Say("% Failed to roll back. The Configuration Namespace is locked by another agent.\n");
        }

        if (commits < 1 || commits >= device.Commits.Count)
        {
            return cli.Say("% Invalid rollback point\n");
        }

        device.RollBack(commits, cli.User, cli.Line);
        return cli.Say(string.Create(CultureInfo.InvariantCulture,
            $"\nLoading Rollback Changes.\nLoaded Rollback Changes in 1 sec\nCommitting.\n{commits} items committed in 1 sec (1)items/sec\nUpdating.\nUpdated Commit database in 1 sec\nConfiguration successfully rolled back {commits} commits.\n"));
    }

    private static LabAnswer Confirm(XrCli cli)
    {
        cli.Device.Confirm(cli.User);
        cli.Session!.Target.Clear(stay: true);
        return cli.Say("% Confirming commit for trial session.\n");
    }

    private static string Unexpired(XrTrial trial) => $"% Cannot commit because there is an unexpired trial/rollback session '{trial.Row.Id}'.\n";

    // Recorded by netmiko and others; the question comes when somebody else has committed meanwhile.
    private static LabAnswer Checked(XrCli cli, XrCommitRequest request) => cli.Session!.SeenCommits < cli.Device.Commits.Count
        ? cli.Ask(
            "\nOne or more commits have occurred from other configuration sessions since\nthis session started or since the last commit was made from this session.\nYou can use the 'show configuration commit changes' command to browse the\nchanges.\n",
            "Do you wish to proceed with this commit anyway? [no]: ", answer => answer == "yes" ? Do(cli, request) : LabAnswer.Nothing)
        : Do(cli, request);

    private static LabAnswer Do(XrCli cli, XrCommitRequest request)
    {
        var (device, session) = (cli.Device, cli.Session!);
        if (Failure(session.Result(device.RunningConfig, request.Replace)) is { } failed)
        {
            cli.Failed = failed;
            return new(cli.Stamp() + "\n% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes made have been reverted. Please issue 'show configuration failed [inheritance]' from this session to view the errors\n") { Failed = true };
        }

        device.Commit(session, request);
        return cli.Say("");
    }

    // The frame is recorded by several; the reasons are those of the grammar.
    public static string? Failure(ConfigSection config)
    {
        var failed = config.Items.Where(item => item.Rule.Is("one")).GroupBy(item => item.Rule).FirstOrDefault(same => same.Count() > 1)?.Last();
        return failed is null
            ? null
            : $"!! SEMANTIC ERRORS: This configuration was rejected by \n!! the system due to semantic errors. The individual \n!! errors with each failed configuration command can be \n!! found below.\n\n\n{failed.Line}\n!!% {failed.Rule.Flags["one"].Replace('_', ' ')}\n!\nend\n\n";
    }
}
