using System.Globalization;
using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>The <c>info</c> command.</summary>
internal static class SrlInfo
{
    // info [flat] [from running|state|candidate] [path]; "from candidate" and "from running" also outside those modes.
    public static LabAnswer Show(SrlCli cli, List<string> texts, List<SrlToken> words)
    {
        var flat = texts is ["flat", ..];
        var rest = flat ? texts[1..] : texts;
        var from = rest is ["from", "running" or "state" or "candidate", ..] ? rest[1] : cli.Mode;
        rest = rest is ["from", _, ..] ? rest[2..] : rest;
        var path = words.TakeLast(rest.Count).ToList();
        if (path is [{ Quoted: false, Text: ['/', _, ..] glued }, ..])
        {
            path = [new("/", false), new(glued[1..], false), .. path[1..]];
        }

        var names = path.Where(word => !word.Is("/")).Select(word => word.Text).ToList();
        if (from == "state" && names is ["system", "configuration", ..])
        {
            return flat ? new(State(cli.Device)) : SrlCommands.Unknown("state");
        }

        var parsed = cli.Device.Parser.Parse(cli.Context, path, needsValues: false);
        var config = from == "candidate" ? cli.Candidate?.Config : cli.Device.RunningConfig;
        return parsed.Error is not null ? LabAnswer.Error(parsed.Error)
            : config is null ? LabAnswer.Error("Error: There is no candidate") // Unconfirmed.
            : new(flat ? SrlPrinter.Flat(config, parsed.Place) : SrlPrinter.Braces(config, parsed.Place));
    }

    /// <summary>The state of srl_nokia-configuration.yang, as <c>info flat from state / system configuration</c>.</summary>
    private static string State(SrlDevice device)
    {
        var text = new StringBuilder();
        void Line(string what, string value) => text.Append(CultureInfo.InvariantCulture, $"set / system configuration {what} {SrlLine.Quote(value)}\n");
        string Time(DateTimeOffset time) => $"{time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} ({(int)(device.Now - time).TotalSeconds} seconds ago)";
        Line("max-checkpoints", device.MostCheckpoints.ToString(CultureInfo.InvariantCulture));
        Line("max-candidates", device.MostCandidates.ToString(CultureInfo.InvariantCulture));
        Line("auto-checkpoint", device.Value("system", "configuration", "auto-checkpoint") ?? "false");
        foreach (var (checkpoint, index) in device.Checkpoints.Select((checkpoint, index) => (checkpoint, index)))
        {
            Line($"checkpoint {index} name", checkpoint.Name);
            Line($"checkpoint {index} comment", checkpoint.Comment);
            Line($"checkpoint {index} username", checkpoint.User);
            Line($"checkpoint {index} created", Time(checkpoint.Created));
        }

        foreach (var (candidate, login) in device.Open.SelectMany(candidate => candidate.Users.Select(login => (candidate, login))))
        {
            var session = $"session {login.Number}";
            Line($"{session} type", candidate.IsPrivate ? "private" : "shared");
            Line($"{session} name", candidate.Name);
            Line($"{session} exclusive", candidate.Exclusive == login ? "true" : "false");
            Line($"{session} username", login.User);
        }

        foreach (var candidate in device.Open)
        {
            Line($"candidate {SrlLine.Quote(candidate.Name)} type", candidate.IsPrivate ? "private" : "shared");
            Line($"candidate {SrlLine.Quote(candidate.Name)} username", candidate.User);
            Line($"candidate {SrlLine.Quote(candidate.Name)} started", Time(candidate.Started));
        }

        foreach (var commit in device.Commits.All)
        {
            Line($"commit {commit.Id} type", commit.IsPrivate ? "private" : "shared");
            Line($"commit {commit.Id} name", commit.Candidate);
            Line($"commit {commit.Id} status", commit.Status);
            Line($"commit {commit.Id} comment", commit.Comment ?? "");
            Line($"commit {commit.Id} username", commit.User);
            Line($"commit {commit.Id} started", Time(commit.Started));
            if (commit.Ended is { } ended)
            {
                Line($"commit {commit.Id} ended", Time(ended));
            }
        }

        return text.ToString();
    }
}
