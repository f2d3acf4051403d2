using System.Globalization;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// What is done with candidates. Messages are recorded (learn.srlinux.dev, srlinuxamericas and hackathon pages, napalm-srlinux and
/// others' measurements of 24.10) unless they are marked as unconfirmed.
/// </summary>
internal static class SrlCandidateCommands
{
    public const string Saved = "/system:\n    Saved current running configuration as initial (startup) configuration '/etc/opt/srlinux/config.json'\n\n";

    // enter candidate [private|exclusive] [name NAME]
    public static LabAnswer Enter(SrlCli cli, List<string> words)
    {
        var kind = words is ["private" or "exclusive", ..] ? words[0] : "shared";
        var rest = kind == "shared" ? words : words[1..];
        if (rest is not ([] or ["name", _]))
        {
            return SrlCommands.Unknown(rest[0]);
        }

        var name = rest is ["name", var given] ? given : kind == "private" ? $"private-{cli.User}" : "default";
        var found = cli.Device.Find(name);
        if (found is not null && (found.Exclusive is { } other && other != cli || found.IsPrivate != (kind == "private")))
        {
            return LabAnswer.Error($"Error: Candidate '{name}' is in use by '{found.User}'"); // Unconfirmed.
        }

        if (kind == "exclusive" && found is { } shared && (shared.IsChanged || shared.Users.Exists(user => user != cli)))
        {
            return LabAnswer.Error($"Error: Candidate '{name}' has changes or other users"); // The rule is documented, the words are unconfirmed.
        }

        if (cli.Device.Enter(name, kind == "private", cli.User) is not { } candidate)
        {
            return LabAnswer.Error($"Error: Maximum number of candidates ({cli.Device.MostCandidates}) reached"); // Unconfirmed.
        }

        cli.Enter(candidate);
        candidate.Exclusive = kind == "exclusive" ? cli : candidate.Exclusive;
        return LabAnswer.Nothing;
    }

    // diff: baseline to candidate; with two stores, from the first to the second, in any mode.
    public static LabAnswer Diff(SrlCli cli, List<string> words)
    {
        var stores = words.Skip(1).Where(word => word is "running" or "startup").Select(word => word == "running" ? cli.Device.RunningConfig : cli.Device.StartupConfig).ToList();
        return (cli.Candidate, stores) switch
        {
            (_, [var from, var to]) => new(SrlPrinter.Diff(from, to)),
            ({ } candidate, [var from]) => new(SrlPrinter.Diff(candidate.Config, from)),
            ({ } candidate, []) => new(SrlPrinter.Diff(candidate.Baseline, candidate.Config)),
            _ => LabAnswer.Error("Error: diff needs arguments outside of candidate mode"), // The rule is documented, the words are unconfirmed.
        };
    }

    public static LabAnswer Commit(SrlCli cli, List<string> words)
    {
        if (words is ["confirmed", "accept" or "reject"])
        {
            return SrlTools.Run(cli, ["confirmed-" + words[1]]);
        }

        if (cli.Candidate is not { } candidate)
        {
            return SrlCommands.Unknown("commit");
        }

        var stay = words is ["stay", ..];
        return words switch
        {
            ["validate"] => SrlCommits.Invalid(candidate) is { } invalid ? LabAnswer.Error(invalid) : new("All changes are valid.\n"),
            ["confirmed"] => Confirmed(cli, candidate, 600),
            ["confirmed", "timeout", var time] when int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 => Confirmed(cli, candidate, seconds),
            ["now" or "stay"] => Plain(cli, candidate, stay, save: false, null),
            ["save"] or ["stay", "save"] => Plain(cli, candidate, stay, save: true, null),
            ["now" or "stay", "comment", var comment] => Plain(cli, candidate, stay, save: false, comment),
            _ => SrlCommands.Unknown(words.ElementAtOrDefault(0) ?? ""),
        };
    }

    public static LabAnswer Discard(SrlCli cli, bool stay)
    {
        if (cli.Candidate is not { } candidate)
        {
            return SrlCommands.Unknown("discard");
        }

        candidate.Reset(cli.Device.RunningConfig);
        if (!stay)
        {
            cli.Leave();
        }

        return LabAnswer.Nothing;
    }

    // load startup | load factory | load checkpoint name NAME
    public static LabAnswer Load(SrlCli cli, List<string> words)
    {
        if (cli.Candidate is not { } candidate)
        {
            return SrlCommands.Unknown("load");
        }

        var checkpoint = words is ["checkpoint", "name", var name] ? cli.Device.Checkpoints.FirstOrDefault(kept => kept.Name == name) : null;
        var (config, text) = words switch
        {
            ["startup"] => (cli.Device.StartupConfig, "/system/configuration/checkpoint[id=__startup__]:\n    Loaded startup configuration\n\n"), // The second line is unconfirmed.
            ["factory"] => (new SrlConfig(), "/system/configuration/checkpoint[id=__factory__]:\n    Loaded factory configuration\n\n"),
            _ => (checkpoint?.Config, $"/system/configuration/checkpoint[id={checkpoint?.Name}]:\n    Loaded checkpoint '/etc/opt/srlinux/checkpoint/checkpoint-0.json'\n\n"),
        };
        if (config is null)
        {
            return LabAnswer.Error($"Error: Checkpoint '{words[^1]}' does not exist"); // Unconfirmed.
        }

        candidate.Load(config);
        cli.Device.Log(LabWrite.CandidateCleared, LabStore.Candidate, cli.User, candidate.Name, string.Join(' ', words));
        return new(text);
    }

    private static LabAnswer Plain(SrlCli cli, SrlCandidate candidate, bool stay, bool save, string? comment)
    {
        if (cli.Device.Commits.Refusal(candidate, cli) is { } refusal)
        {
            return LabAnswer.Error(refusal);
        }

        cli.Device.Commits.Commit(candidate, cli.User, timer: null, comment);
        if (save)
        {
            cli.Device.Save(cli.User);
        }

        return new((save ? Saved : "") + End(cli, stay));
    }

    // A confirmed commit leaves its candidate on the device (napalm-srlinux), until it is cleared.
    private static LabAnswer Confirmed(SrlCli cli, SrlCandidate candidate, int seconds)
    {
        if (cli.Device.Commits.Refusal(candidate, cli) is { } refusal)
        {
            return LabAnswer.Error(refusal);
        }

        cli.Device.Commits.Commit(candidate, cli.User, TimeSpan.FromSeconds(seconds), comment: null);
        var time = seconds < 60 ? $"{seconds} seconds" : seconds < 120 ? "a minute" : $"{seconds / 60} minutes";
        return new($"Commit confirmed (automatic rollback in {time})\n{End(cli, stay: false)}");
    }

    private static string End(SrlCli cli, bool stay)
    {
        if (stay)
        {
            return "All changes have been committed. Starting new transaction.\n";
        }

        cli.Leave();
        return "All changes have been committed. Leaving candidate mode.\n";
    }
}
