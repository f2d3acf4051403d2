using System.Globalization;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>
/// configure replace, and changes that wait for their confirmation (Cisco, "Configuration Replace and Configuration Rollback" and
/// "Configuration Rollback Confirmed Change"). Outputs are recorded: napalm issues 121 and 135, published terminal logs.
/// </summary>
internal static class IosReplace
{
    private const string NoTimer = "%No Rollback Confirmed Change pending";
    private const string NoArchive = "%Please turn config archive on before using Rollback Confirmed Change";

    // Without "force"; recorded.
    private const string Sure = """
        This will apply all necessary additions and deletions
        to replace the current running configuration with the
        contents of the specified configuration file, which is
        assumed to be a complete configuration, not a partial
        configuration. Enter Y if you are sure you want to proceed. ? [no]: 
        """;

    public static LabAnswer Replace(IosCli cli, string file, string[] words)
    {
        var (device, reverts) = (cli.Device, words.Contains("error"));
        var minutes = words.Contains("timer") || words.Contains("time") ? int.Parse(words[^1], CultureInfo.InvariantCulture) : (int?)null;
        if (!words.Contains("force"))
        {
            return cli.Ask([Sure], () => Replace(cli, file, [.. words, "force"]));
        }

        if (IosFileCommands.Text(device, file) is not { } text)
        {
            return LabAnswer.Error($"%Error opening {file} (No such file or directory)");
        }

        // The first line of it was recorded; that both lines are needed: platform notes.
        if (!text.Contains("version ", StringComparison.Ordinal) || text.TrimEnd('\n').Split('\n')[^1].TrimEnd() != "end")
        {
            return LabAnswer.Error("%The input file is not a valid config file.");
        }

        if ((reverts || minutes is not null) && device.ArchivePath is null)
        {
            return LabAnswer.Error(NoArchive);
        }

        // What a device says whose timer runs already is unconfirmed.
        return minutes is not null && device.Pending is not null
            ? LabAnswer.Error("%Rollback Confirmed Change is already pending")
            : Apply(cli, file, text, reverts, minutes);
    }

    // What "configure terminal revert" says under a timer is unconfirmed.
    public static LabAnswer ConfigureUnderTimer(IosCli cli, int minutes)
    {
        if (cli.Device.ArchivePath is null || cli.Device.Pending is not null)
        {
            return LabAnswer.Error(cli.Device.ArchivePath is null ? NoArchive : "%Rollback Confirmed Change is already pending");
        }

        var backup = cli.Device.StartTimer(cli.User, minutes);
        return new($"Rollback Confirmed Change: Backing up current running config to {backup}\n\n{cli.Configure().Text}");
    }

    public static LabAnswer Confirm(IosCli cli)
    {
        if (Refusal(cli) is { } refusal)
        {
            return refusal;
        }

        cli.Device.StopTimer(cli.User, LabWrite.Confirmed);
        return LabAnswer.Nothing;
    }

    public static LabAnswer RevertNow(IosCli cli)
    {
        if (Refusal(cli) is { } refusal)
        {
            return refusal;
        }

        var file = cli.Device.Pending!.File;
        cli.Device.Revert(cli.User, LabWrite.Reverted);
        return new($"Rollback Confirmed Change: rolling to:{file}\n\nTotal number of passes: 1\nRollback Done\n\n");
    }

    public static LabAnswer Archive(IosCli cli) => cli.Device.ArchivePath is { } path
        ? cli.Device.Write(IosDevice.Name(path) + "-0", IosTexts.Write(cli.Device.RunningConfig), cli.User) is { } failure ? LabAnswer.Error($"%Error writing {path} ({failure})") : LabAnswer.Nothing
        : LabAnswer.Error(" Archive feature not enabled\n% Error caught by command handler");

    private static LabAnswer Apply(IosCli cli, string file, string text, bool reverts, int? minutes)
    {
        var device = cli.Device;
        var backup = minutes is { } wait ? device.StartTimer(cli.User, wait) : null;
        var begun = backup is null ? "" : $"Rollback Confirmed Change: Backing up current running config to {backup}\n\n";
        var (config, refused) = device.Parse(text);
        if (refused.Count == 0)
        {
            device.Replace(config, cli.User, file);
            return new($"{begun}Total number of passes: 1\nRollback Done\n\n");
        }

        if (!reverts)
        {
            device.Replace(config, cli.User, file);
            return new($"{begun}{Aborted([.. refused.Select(one => one.Line)])}") { Failed = true };
        }

        if (backup is not null)
        {
            device.Revert(cli.User, LabWrite.Reverted);
        }

        return new($"{begun}Failed to apply command {refused[0].Line}\nAborting Rollback.\n\nRollback failed.Reverting back to the original configuration: {backup ?? device.ArchivePath} ...\n\nTotal number of passes: 1\nRollback Done\n\nThe original configuration has been successfully restored.\n\n") { Failed = true };
    }

    private static string Aborted(string[] lines)
    {
        var list = string.Join('\n', lines);
        return $"The rollback configlet from the last pass is listed below:\n********\n!List of Rollback Commands:\n{list}\nend\n********\n\n\nRollback aborted after 5 passes\nThe following commands are failed to apply to the IOS image.\n********\n{list}\n********\n\n";
    }

    // Only the user who started the timer may do this (Cisco, "configure revert"); the wording is unconfirmed.
    private static LabAnswer? Refusal(IosCli cli) => cli.Device.Pending is not { } pending ? LabAnswer.Error(NoTimer)
        : pending.User != cli.User ? LabAnswer.Error($"%Rollback Confirmed Change was started by another user: {pending.User}")
        : null;
}
