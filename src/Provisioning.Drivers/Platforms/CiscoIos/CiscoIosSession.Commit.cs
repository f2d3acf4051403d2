using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <content>The commit.</content>
internal sealed partial class CiscoIosSession
{
    // What another run needs at most between its backup and its timer.
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(2);

    // By how much the times of two zones differ, or a multiple of it.
    private static readonly TimeSpan Zones = TimeSpan.FromMinutes(15);

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        RefuseUntimed(request.ConfirmTimeout, _state!);
        await CopyAsync($"running-config {_state!.FileSystem}{Backup}", cancellationToken).ConfigureAwait(false);
        await RefuseBusyAsync(await LookAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await RefuseChangedAsync(cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
        var timer = request.ConfirmTimeout is { } timeout ? $" timer {CiscoIosOutput.Minutes(timeout)}" : "";
        if (_operation == LoadOperation.Replace)
        {
            await ReplaceAsync($"configure replace {CandidatePath} force revert trigger error{timer}", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await MergeAsync(timer, cancellationToken).ConfigureAwait(false);
        }

        if (request.ConfirmTimeout is not null && !IsOurs(await LookAsync(cancellationToken).ConfigureAwait(false)))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit without an error but shows no rollback timer for it.");
        }
    }

    private void RefuseUntimed(TimeSpan? timeout, CiscoIosState state)
    {
        if (timeout is not null && Lack(state) is { } lack)
        {
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"'{Name}' {lack} Without that it cannot undo a commit by itself; if that is well, set ConfirmTimeout to null. Nothing was changed.");
        }
    }

    private async Task RefuseBusyAsync(CiscoIosState state, CancellationToken cancellationToken)
    {
        var own = state.Files.GetValueOrDefault(Backup);
        var others = Backups(state).Where(file => file.Key != Backup && file.Value is { } time && own - time < AtWork).Select(file => RunOf(file.Key)).ToList();
        if (state.Timer is not null || others.Count > 0)
        {
            await DeleteAsync([Backup], cancellationToken).ConfigureAwait(false);
            var who = others.Count > 0 ? $"run '{string.Join("', '", others)}'" : OwnerOf(state with { Files = WithoutOwn(state) });
            throw new CommitException(ErrorCode.DeviceBusy, $"A commit of {who} on '{Name}' is under way or waits for its confirmation. It was left alone, and nothing was changed. Try again later.");
        }
    }

    // A replacement would undo whatever was changed since its diff was shown.
    private async Task RefuseChangedAsync(CancellationToken cancellationToken)
    {
        if (_operation == LoadOperation.Replace && _shownDiff is not null && await ReplacementDiffAsync(cancellationToken).ConfigureAwait(false) != _shownDiff)
        {
            await DeleteAsync([Backup], cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.DeviceBusy, $"Somebody has changed the running config of '{Name}' since the candidate was loaded; committing it now would undo that. Nothing was changed. Try again.");
        }
    }

    private Dictionary<string, DateTime?> WithoutOwn(CiscoIosState state) => state.Files.Where(file => file.Key != Backup).ToDictionary();

    private async Task ReplaceAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync(command, cancellationToken, FileQuestions).ConfigureAwait(false);
        await RefuseLockedAsync(reply, cancellationToken).ConfigureAwait(false);
        if (NotReplaced(reply) is { } failure)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    // Only entering the configuration mode starts a timer; the mode is left at once, and the file is copied under it.
    private async Task MergeAsync(string timer, CancellationToken cancellationToken)
    {
        if (timer.Length > 0)
        {
            var replies = await Cli.SendAllAsync([new($"configure terminal revert{timer}"), new("end", At: "(config")], cancellationToken).ConfigureAwait(false);
            await RefuseLockedAsync(replies[0], cancellationToken).ConfigureAwait(false);
            if (!BackingUp().IsMatch(replies[0].Text) || Failure(replies[0]) is not null)
            {
                throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not start its rollback timer; it answered '{Masked(replies[0].Text)}'. Nothing was changed.");
            }
        }

        await CopyAsync($"{CandidatePath} running-config", cancellationToken).ConfigureAwait(false);
    }

    private async Task RefuseLockedAsync(CliReply reply, CancellationToken cancellationToken)
    {
        if (reply.Output.FirstOrDefault(Locked().IsMatch) is { } locked && !BackingUp().IsMatch(reply.Text))
        {
            await DeleteAsync([Backup], cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.DeviceBusy, $"'{Name}' answered '{reply.Line.Text}' with '{Masked(locked)}'. Nothing was changed.");
        }
    }

    private async Task CopyAsync(string what, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync($"copy {what}", cancellationToken, FileQuestions).ConfigureAwait(false);
        if (CopyFailure(reply.Output) is { } failure)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' answered 'copy {what}' with '{Masked(failure)}'.");
        }

        if (!Copied().IsMatch(reply.Text))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not say that 'copy {what}' succeeded; it answered '{Masked(reply.Text)}'.");
        }
    }

    // A line that is refused stands above its message, with a mark below it where IOS stopped reading.
    private string? CopyFailure(IReadOnlyList<string> output)
    {
        var at = output.ToList().FindIndex(line => Cli.Profile.Failure.IsMatch(line) && !Cli.Profile.Harmless.IsMatch(line));
        return at < 0 ? null : string.Join(' ', output.Take(at + 1).Skip(Math.Max(0, at - 2)).Select(line => line.Trim()).Where(line => line.Length > 0 && line != "^"));
    }

    /// <summary>Why a replacement was not done; null when IOS says that it was.</summary>
    private string? NotReplaced(CliReply reply)
    {
        var failed = reply.Output.Where(line => ReplaceFailure().IsMatch(line) || (Cli.Profile.Failure.IsMatch(line) && !Cli.Profile.Harmless.IsMatch(line))).ToList();
        return failed.Count > 0 ? string.Join(' ', failed.Concat(NotApplied(reply.Output)).Select(line => line.Trim()).Distinct())
            : reply.Output.Any(line => line.Trim() == "Rollback Done") ? null
            : reply.Text.Trim() is { Length: > 0 } text ? text : "nothing";
    }

    // The lines that IOS gave up on stand between two rows of asterisks.
    private static IEnumerable<string> NotApplied(IReadOnlyList<string> output) => output
        .SkipWhile(line => !line.Contains("failed to apply", StringComparison.OrdinalIgnoreCase)).Skip(1)
        .SkipWhile(line => line.Trim() == "********").TakeWhile(line => line.Trim() != "********");

    [GeneratedRegex(@"Rollback Confirmed Change: Backing up")]
    private static partial Regex BackingUp();

    [GeneratedRegex(@"mode is locked|configuration (?:is )?locked|lock(?:ed)? by (?:process|user|another)", RegexOptions.IgnoreCase)]
    private static partial Regex Locked();

    [GeneratedRegex(@"(?<!\d)\d+ bytes copied|^\[OK\]", RegexOptions.Multiline)]
    private static partial Regex Copied();

    [GeneratedRegex(@"failed|abort|\berror\b|could not|cannot|not a valid config file|turn config archive on|has been successfully restored|no rollback confirmed change pending", RegexOptions.IgnoreCase)]
    private static partial Regex ReplaceFailure();
}
