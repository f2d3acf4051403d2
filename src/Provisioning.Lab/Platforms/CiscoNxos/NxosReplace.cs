using Provisioning.Lab.Configs;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>
/// <c>configure replace</c> and <c>rollback</c>. Their outputs are recorded on 9.3(1) and 9.2(4), or in Cisco's guide; the failures of
/// a replacement are unconfirmed, as is what a second one says while a commit timer runs.
/// </summary>
internal static class NxosReplace
{
    private const string Rule = "========================================================\n";

    public static LabAnswer Replace(NxosCli cli, string path, TimeSpan? timer)
    {
        if (cli.Device.Pending is not null)
        {
            return LabAnswer.Error("ERROR: Commit timer of a previous config-replace is running");
        }

        if (!TryRead(cli, path, out var target, out var answer))
        {
            return answer;
        }

        var patch = NxosPatch.Between(cli.Device.RunningConfig, target);
        var said = answer.Text + "ADVISORY: Config Replace operation started...\nModifying running configuration from another VSH terminal in parallel\nis not recommended, as this may lead to Config Replace failure.\n\n"
            + "Collecting Running-Config\nGenerating Rollback patch for switch profile\nRollback Patch is Empty\nCollecting Running-Config\nGenerating Rollback Patch\n";
        if (patch.Count == 0 && !cli.Device.Options.StartsTimerWithoutChange)
        {
            return new(said + "Rollback Patch is Empty\n");
        }

        cli.Device.Replace(target, cli.User, path, timer);
        cli.Device.LastReplace = new(path, cli.User, cli.Device.Now, Succeeded: true);
        return new(said + "Executing Rollback Patch\nDuring CR operation,will retain L3 configuration\nwhen vrf member change on interface\nGenerating Running-config for verification\nGenerating Rollback Patch\n\n"
            + "Configure replace completed successfully. Please run 'show config-replace log exec' to see if there is any configuration that requires reload to take effect.\n\n");
    }

    public static LabAnswer ShowPatch(NxosCli cli, string path)
    {
        if (!TryRead(cli, path, out var target, out var answer))
        {
            return answer;
        }

        var patch = NxosPatch.Between(cli.Device.RunningConfig, target);
        return new($"{answer.Text}Collecting Running-Config\nConverting to checkpoint file\n#Generating Rollback Patch\n"
            + (patch.Count == 0 ? "Rollback Patch is Empty\n" : $"!!\n{string.Join('\n', patch)}\n"));
    }

    // Recorded: the check parses each line by itself, so that lines which need others before them are called errors in a valid patch.
    public static LabAnswer Verify(NxosCli cli, string path)
    {
        if (!TryRead(cli, path, out var target, out var answer))
        {
            return answer;
        }

        var patch = NxosPatch.Between(cli.Device.RunningConfig, target);
        var checks = string.Concat(patch.Select(line => line.StartsWith("no switchport", StringComparison.Ordinal)
            ? $"`{line}`\nSyntax error while parsing '{line}'\n\n"
            : line == "exit" ? "`exit`\nSkip non dme command for CR validation\n" : $"`{line}`\n"));
        return new($"{answer.Text}Collecting Running-Config\nConverting to checkpoint file\nGenerating Rollback Patch\n"
            + (patch.Count == 0 ? "Rollback Patch is Empty\n" : $"Validating Patch\n{Rule}`config t `\n{checks}{Rule}Patch validation completed successful\n"));
    }

    public static LabAnswer Commit(NxosCli cli)
    {
        if (cli.Device.Pending is null)
        {
            return LabAnswer.Error("ERROR: No commit timer is running");
        }

        cli.Device.Confirm(cli.User);
        return new("Commit Successful\n");
    }

    public static LabAnswer Rollback(NxosCli cli, string path)
    {
        const string Advisory = "ADVISORY: Rollback operation started...\nModifying running configuration from another VSH terminal in parallel\nis not recommended, as this may lead to Rollback failure.\n\n";
        if (cli.Device.Pending is not null && cli.Device.Options.RefusesRollbackWhilePending)
        {
            return LabAnswer.Error("ERROR: Commit timer of a previous config-replace is running");
        }

        if (Target(cli, path) is not { } target)
        {
            return new(Advisory + NotACheckpoint(cli, path).Text) { Failed = true };
        }

        if (NxosPatch.Between(cli.Device.RunningConfig, target).Count == 0)
        {
            return new(Advisory + "Collecting Running-Config\nGenerating Rollback Patch\nRollback Patch is Empty\n");
        }

        cli.Device.Replace(target, cli.User, path, timer: null);
        return new(Advisory + "Collecting Running-Config\nGenerating Rollback Patch\nExecuting Rollback Patch\nGenerating Running-config for verification\nGenerating Patch for verification\nVerification is Successful.\n\nRollback completed successfully.\n\n");
    }

    public static LabAnswer Diff(NxosCli cli, string path)
    {
        if (Target(cli, path) is not { } target)
        {
            return NotACheckpoint(cli, path);
        }

        var patch = NxosPatch.Between(cli.Device.RunningConfig, target);
        return new("Collecting Running-Config\nGenerating Rollback Patch\n" + (patch.Count == 0 ? "Rollback Patch is Empty\n" : $"!!\n{string.Join('\n', patch)}\n"));
    }

    private static bool TryRead(NxosCli cli, string path, out ConfigSection target, out LabAnswer answer)
    {
        (target, answer) = (new(), LabAnswer.Error("ERROR: No such file or directory"));
        if (NxosFiles.NameOf(path) is not { } name || cli.Device.File(name) is not { } text)
        {
            return false;
        }

        (target, var refusals) = cli.Device.Parse(text);
        var version = $"version {cli.Device.Options.Version} ";
        var said = text.Contains(version, StringComparison.Ordinal) ? "\nVersion match between user file and running configuration.\n" : "\n";
        answer = refusals.Count == 0
            ? new(said + "Pre-check for User config PASSED\n")
            : LabAnswer.Error($"{said}{string.Join('\n', refusals)}\nPre-check for User config FAILED");
        return refusals.Count == 0;
    }

    private static ConfigSection? Target(NxosCli cli, string path) =>
        NxosFiles.NameOf(path) is { } name && cli.Device.File(name) is { } text && text.StartsWith("!Command: Checkpoint cmd", StringComparison.Ordinal)
            ? cli.Device.Parse(text).Config
            : null;

    // Recorded on 9.2(4).
    private static LabAnswer NotACheckpoint(NxosCli cli, string path) => NxosFiles.NameOf(path) is { } name && cli.Device.File(name) is not null
        ? LabAnswer.Error("ERROR: Rollback patch computation failed due to the following reason(s)\nThe checkpoint file was not created using checkpoint CLI")
        : LabAnswer.Error("ERROR: No such file or directory");
}
