using Microsoft.Extensions.Logging;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <content>
/// Commits and what undoes them. The commit timer is that of <c>configure replace ... commit-timeout</c>: documented to take the
/// device back to the config before the replacement when it ends. A merge has no timer of its own, so one is started before it, by
/// replacing the running config with itself and a mark. That the timer outlives the login that started it, and that a change
/// is taken while it runs, is unconfirmed: the guide says neither; <c>configure replace commit</c> is an exec command of any login.
/// </content>
internal sealed partial class CiscoNxosSession
{
    private const string StopTimer = "configure replace commit";
    private const string Timer = "timer";

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var pending = await LookAsync(cancellationToken).ConfigureAwait(false);
        RefuseBusy(pending);
        if (request.ConfirmTimeout is not null && (_isCheckpoint || !pending.HasReplace))
        {
            var what = _isCheckpoint ? "goes to a checkpoint file without a timer: give the config as 'show running-config' prints it" : "has no 'configure replace', and so no commit timer: update it";
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"'{Name}' {what}, or set ConfirmTimeout to null: then a checkpoint and this connection are the way back. Nothing was changed.");
        }

        await RefuseChangedAsync(cancellationToken).ConfigureAwait(false);
        await CheckpointAsync(cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
        await (_operation == LoadOperation.Merge ? CommitMergeAsync(request, cancellationToken) : CommitReplacementAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    /// <remarks>
    /// The mark goes while the timer still runs, so that a client that is lost at any moment leaves a device that goes back by itself,
    /// or exactly the intended config. That the file which the timer was started with is gone tells from then on whose the timer is.
    /// </remarks>
    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var before = await ReadAllAsync([ShowStatus, ShowMarks, ShowFiles, ShowRunning], cancellationToken).ConfigureAwait(false);
        var pending = PendingOf(before[0], before[1], before[2]);
        if (!pending.IsOf(Context.RunId))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        if (pending.Marks.Count > 0)
        {
            await UnmarkAsync(OwnFiles(before[2]).Where(IsSource), cancellationToken).ConfigureAwait(false);
        }

        var replies = await line.RunAsync([StopTimer, ShowStatus, ShowRunning], cancellationToken).ConfigureAwait(false);
        var stillRuns = CiscoNxosOutput.Pending(replies[1].Output, []).TimerRuns;
        if (Failures(replies[0]).Count > 0 || stillRuns || CiscoNxosOutput.Config(replies[2].Output) != CiscoNxosOutput.Config(before[3]))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' answered '{StopTimer}' with '{Masked(Told(replies[0]))}', and {(stillRuns ? "its commit timer still runs" : "its config is not what it was before")}.");
        }

        _isUnmarked = true;
    }

    // One behind the other: without its mark, nobody could tell whose a timer is while the file is still there.
    private async Task UnmarkAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        await ExpectNoRefusalAsync([.. files.Select(Deletion)], ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false);
        await ConfigureAsync(NxosMark.Removal(Context.RunId), ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>
    /// The guide has no command that goes back while the timer runs, and says to wait for its end. Going to the checkpoint first
    /// leaves the timer as a second way back; it is stopped before only where the device refuses because of it.
    /// </remarks>
    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var timerRuns = (await LookAsync(cancellationToken).ConfigureAwait(false)).IsOf(Context.RunId);
        var command = $"rollback running-config file bootflash:{Before}";
        var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        if (timerRuns && !IsRolledBack(reply) && Told(reply).Contains("timer", StringComparison.OrdinalIgnoreCase))
        {
            await line.RunSlowAsync(StopTimer, cancellationToken).ConfigureAwait(false);
            reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        }

        if (!IsRolledBack(reply))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' did not say that '{command}' succeeded; it answered '{Masked(Told(reply))}'.");
        }

        if (timerRuns)
        {
            await StopTimerAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StopTimerAsync(CancellationToken cancellationToken)
    {
        await line.RunSlowAsync(StopTimer, cancellationToken).ConfigureAwait(false);
        if ((await LookAsync(cancellationToken).ConfigureAwait(false)).TimerRuns)
        {
            TimerStays(Context.Logger, Name);
        }
    }

    private void RefuseBusy(NxosPending pending)
    {
        if (pending.TimerRuns)
        {
            throw new CommitException(ErrorCode.DeviceBusy, $"A commit of '{OwnerOf(pending)}' on '{Name}' waits for its confirmation. It was left alone, and nothing was changed.");
        }
    }

    // A replacement would undo whatever was changed since its diff was shown.
    private async Task RefuseChangedAsync(CancellationToken cancellationToken)
    {
        if (_operation == LoadOperation.Replace && _shownPatch is not null
            && CiscoNxosOutput.Patch((await line.RunSlowAsync(PatchCommand, cancellationToken).ConfigureAwait(false)).Output) != _shownPatch)
        {
            throw new CommitException(ErrorCode.DeviceBusy, $"Somebody has changed the running config of '{Name}' since the candidate was loaded; committing it now would undo that. Nothing was changed. Try again.");
        }
    }

    // Whether it succeeded, the file tells; what is printed differs between releases.
    private async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        var command = $"checkpoint file bootflash:{Before}";
        var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        if (Failures(reply).Count > 0 || !(await FilesAsync(cancellationToken).ConfigureAwait(false)).Contains(Before))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not write the checkpoint to go back to; it answered '{command}' with '{Masked(Told(reply))}'. Nothing was changed.");
        }
    }

    private async Task CommitMergeAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        if (request.ConfirmTimeout is { } timeout)
        {
            await StartTimerAsync(timeout, cancellationToken).ConfigureAwait(false);
        }

        // It goes on behind a line that it refuses, and tells of each.
        var command = $"copy bootflash:{_candidate} running-config";
        var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        if (!CiscoNxosText.IsCopied(reply))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not say that '{command}' succeeded; it answered '{Masked(Told(reply))}'.");
        }
    }

    private async Task StartTimerAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        // With nothing to replace, 'configure replace' may end before its timer starts; hence the mark. The device copies its
        // config itself, as what a terminal shows of it may not be the whole; the mark goes into the file only, for running must
        // not change before the timer runs.
        var armed = Prefix + Timer;
        var refusal = await line.CopyRunningAsync(armed, $"\n{NxosMark.Line(Context.RunId)}\n", cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not let its running config be copied to a file, to start a timer. {Masked(refusal)} Nothing was changed.");
        }

        await ReplaceAsync($"configure replace bootflash:{armed} commit-timeout {CiscoNxosOutput.Timeout(timeout)}", isTimed: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task CommitReplacementAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        if (_isCheckpoint)
        {
            var command = $"rollback running-config file bootflash:{_candidate}";
            var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
            _ = IsRolledBack(reply) ? reply : throw NotCommitted(reply);
            return;
        }

        var timer = request.ConfirmTimeout is { } timeout ? $" commit-timeout {CiscoNxosOutput.Timeout(timeout)}" : "";
        await ReplaceAsync($"configure replace bootflash:{_candidate}{timer}", timer.Length > 0, cancellationToken).ConfigureAwait(false);
        if (timer.Length == 0)
        {
            await ConfigureAsync(NxosMark.Removal(Context.RunId), ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReplaceAsync(string command, bool isTimed, CancellationToken cancellationToken)
    {
        var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        if (!reply.Text.Contains("Configure replace completed successfully", StringComparison.OrdinalIgnoreCase))
        {
            throw NotCommitted(reply);
        }

        if (isTimed && !(await LookAsync(cancellationToken).ConfigureAwait(false)).IsOf(Context.RunId))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took '{command}' without an error but shows no commit timer for it.");
        }
    }

    private Task ConfigureAsync(string command, ErrorCode code, CancellationToken cancellationToken) =>
        ExpectNoRefusalAsync(Configuring(command), code, cancellationToken);

    private async Task ExpectNoRefusalAsync(string[] commands, ErrorCode code, CancellationToken cancellationToken)
    {
        foreach (var reply in await line.RunAsync(commands, cancellationToken).ConfigureAwait(false))
        {
            if (Refusal(reply) is { } refusal)
            {
                throw new CommitException(code, $"'{Name}' answered '{reply.Line.Text}' with '{Masked(refusal)}'.");
            }
        }
    }

    private static string? Refusal(CliReply reply) => reply.Output.FirstOrDefault(
        text => CiscoNxosPlatform.Profile.Failure.IsMatch(text) || !CiscoNxosPlatform.Profile.Harmless.IsMatch(text));

    private CommitException NotCommitted(CliReply reply) =>
        new(ErrorCode.CommitFailed, $"'{Name}' did not say that '{reply.Line.Text}' succeeded; it answered '{Masked(Told(reply))}'.");

    private static bool IsRolledBack(CliReply reply) =>
        (reply.Text.Contains("Rollback completed successfully", StringComparison.OrdinalIgnoreCase) && Failures(reply).Count == 0) || IsEmptyPatch(reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device}: rolled back, but its commit timer cannot be stopped. When it ends, it takes the device to the same config once more, and undoes what others have changed by then")]
    private static partial void TimerStays(ILogger logger, string device);
}
