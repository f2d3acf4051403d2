using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>
/// A session on an EOS device. Sources: Arista's EOS user manual, "Configuration sessions"; recorded exchanges summed up in
/// this project's platform notes. Names begin with <c>prv-RUNID</c>, so that a later session of the run knows its own.
/// </summary>
/// <remarks>
/// EOS has no lock, and a session's commit silently replaces whatever others have committed since it was opened. So a session
/// that somebody is in blocks a run, one that nobody is in is only told of (it may be years old), and a commit is refused
/// when the running config has changed since the diff was shown.
/// </remarks>
internal sealed partial class AristaEosSession(IEosCommandLine eos, DeviceContext context) : DeviceSession(eos, context)
{
    private static readonly EosCommand ShowSessions = new("show configuration sessions detail", EosForm.Json);
    private static readonly EosCommand ShowRunning = new("show running-config", EosForm.Text);
    private static readonly EosCommand ShowStartup = new("show startup-config", EosForm.Text);

    private readonly string _candidate = CandidateName.New(context.RunId);
    private EosSessions? _sessions;
    private string? _shownDiff;

    private string Prefix => $"prv-{Context.RunId}-";

    private string Checkpoint => $"flash:prv-{Context.RunId}.cfg";

    private EosCommand ShowDiff => new($"show session-config named {_candidate} diffs", EosForm.Text);

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        var command = store switch
        {
            ConfigStore.Running => ShowRunning,
            ConfigStore.Startup => ShowStartup,
            _ => new($"show session-config named {_candidate}", EosForm.Text),
        };
        return AristaEosOutput.Config((await ExpectAsync([command], cancellationToken).ConfigureAwait(false))[0].Output);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var enter = $"configure session {_candidate}";
        var lines = AristaEosConfig.Lines(config, enter);
        var sessions = _sessions ?? await SessionsAsync(cancellationToken).ConfigureAwait(false);
        (_sessions, _shownDiff) = (null, null);
        RefuseInUse(sessions);
        HasCandidate = true;
        string[] enters = operation == LoadOperation.Replace ? [enter, "rollback clean-config"] : [enter];
        var replies = await eos.LoadAsync(enters, lines, cancellationToken).ConfigureAwait(false);
        RefuseRejected(lines, replies, enters.Length, sessions);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        // From the top, never from inside a mode: there EOS prints no diff at all.
        var reply = (await eos.RunAsync([ShowDiff], cancellationToken).ConfigureAwait(false))[0];
        if (reply.Output.FirstOrDefault(line => line.StartsWith('%')) is { } failure)
        {
            throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered '{ShowDiff.Text}' with '{Masked(failure)}'.");
        }

        _shownDiff = AristaEosOutput.Diff(reply.Output);
        return ConfigDiff.FromDevice(_shownDiff, Context.Secrets);
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        await PrepareCommitAsync(cancellationToken).ConfigureAwait(false);
        var timer = request.ConfirmTimeout is { } timeout ? $" timer {AristaEosOutput.Timer(timeout)}" : "";
        HasCandidate = false;
        var sessions = await CommitAsync($"configure session {_candidate} commit{timer}", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        if (request.ConfirmTimeout is not null && sessions.Pending != _candidate)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit of session '{_candidate}' without an error but shows no commit timer for it.");
        }

        if (sessions.IsOpen(_candidate))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit of session '{_candidate}' without an error but still shows it as not committed.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        _sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        if (_sessions.Pending is not { } pending)
        {
            return null;
        }

        var version = (await eos.RunAsync([new("show version", EosForm.Json)], cancellationToken).ConfigureAwait(false))[0];
        return new(OwnName().Match(pending) is { Success: true } own ? own.Groups[1].Value : pending, AristaEosOutput.Remaining(_sessions.CommitBy, version.Text));
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var pending = (await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending;
        if (!IsOurs(pending))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        if ((await CommitAsync($"configure session {pending} commit", ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false)).Pending is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error but its commit timer still runs.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        var pending = sessions.Pending;
        RefuseUncommitted(sessions);
        var command = IsOurs(pending) ? $"configure session {pending} abort" : $"configure replace {Checkpoint}";
        var replies = await eos.RunAsync([new(command, Slow: true), ShowSessions], cancellationToken).ConfigureAwait(false);
        if (replies[0].Failure(EosForm.Message) is { } failure)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
        }

        if (IsOurs(SessionsOf(replies[^1]).Pending))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' took '{command}' without an error but its commit timer still runs.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        var ours = sessions.States.Keys.Where(name => IsOurs(name) && sessions.IsOpen(name)).ToList();
        if (ours.Count > 0)
        {
            await ExpectAsync([.. ours.Select(name => new EosCommand($"configure session {name} abort"))], cancellationToken).ConfigureAwait(false);
        }

        HasCandidate = false;
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var replies = await eos.RunAsync([new("copy running-config startup-config", Slow: true), ShowRunning, ShowStartup], cancellationToken).ConfigureAwait(false);
        RequireCopied(replies[0], ErrorCode.SaveFailed);
        if (replies.Count < 3 || replies[^1].Failure(EosForm.Text) is not null
            || AristaEosOutput.Config(replies[1].Output) != AristaEosOutput.Config(replies[2].Output))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        await DeleteCheckpointAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lays the way back, and makes sure that the commit would do what was shown and no more.</summary>
    private async Task PrepareCommitAsync(CancellationToken cancellationToken)
    {
        var replies = await eos.RunAsync([new($"copy running-config {Checkpoint}", Slow: true), ShowDiff], cancellationToken).ConfigureAwait(false);
        RequireCopied(replies[0], ErrorCode.CommitFailed);
        if (replies[^1].Failure(EosForm.Text) is { } failure)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' answered '{ShowDiff.Text}' with '{Masked(failure)}'. Nothing was committed.");
        }

        if (_shownDiff is not null && AristaEosOutput.Diff(replies[^1].Output) != _shownDiff)
        {
            await DeleteCheckpointAsync(cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.DeviceBusy, $"Somebody has changed the running config of '{Name}' since the candidate was loaded; committing it now would undo that. Nothing was committed. Try again.");
        }
    }

    /// <summary>A session that somebody is in would be committed over this run's change, or this run's over theirs.</summary>
    private void RefuseInUse(EosSessions sessions)
    {
        // What this run has committed must be verified, whoever comes meanwhile.
        if (sessions.States.Keys.Any(name => IsOurs(name) && name != _candidate))
        {
            return;
        }

        var foreign = sessions.States.Keys.Where(name => !IsOurs(name) && sessions.IsOpen(name)).ToList();
        if (foreign.Find(sessions.Users.ContainsKey) is { } used)
        {
            throw new LoadException(ErrorCode.DeviceBusy, $"In configuration session '{used}' of '{Name}' somebody is at work: {Masked(sessions.Users[used])}. EOS has no lock: of two sessions the one committed last silently undoes the other. It was left alone. Have it committed or aborted; then try again.");
        }

        if (foreign.Count > 0)
        {
            OthersAreOpen(Context.Logger, Name, Masked(string.Join(", ", foreign)));
        }
    }

    /// <summary>A session that is still open was not committed; then what differs is somebody else's, and the checkpoint would undo it.</summary>
    private void RefuseUncommitted(EosSessions sessions)
    {
        var ours = sessions.States.Keys.Where(IsOurs).ToList();
        if (ours.Count > 0 && ours.TrueForAll(sessions.IsOpen))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' shows session '{ours[0]}' of this run as not committed, so there is nothing of it to undo. Somebody else may have changed its config.");
        }
    }

    private void RefuseRejected(IReadOnlyList<CliLine> lines, IReadOnlyList<CliReply> replies, int entering, EosSessions sessions)
    {
        var refused = replies.FirstOrDefault(reply => reply.Refusal() is not null);
        if (refused is not null && replies.Take(entering).Contains(refused))
        {
            throw NotEntered(refused, sessions);
        }

        if (refused is not null)
        {
            var hint = refused.Line.At is null ? "" : " If the 'exit' before it closes nothing, remove that.";
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected line {refused.Line.Number} of the intended config, '{Masked(refused.Line.Text)}', with '{Masked(refused.Refusal()!)}'. Nothing was changed.{hint}");
        }

        if (replies.Count - entering < lines.Count)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"An 'exit' before line {lines[replies.Count - entering].Number} of the intended config left the configuration of '{Name}', where nothing was open that it could close. Remove it. Nothing was changed.");
        }
    }

    private LoadException NotEntered(CliReply refused, EosSessions sessions)
    {
        var said = $"'{Name}' answered '{refused.Line.Text}' with '{Masked(refused.Refusal()!)}'.";
        return refused.Text.Contains("Maximum number", StringComparison.OrdinalIgnoreCase)
            ? new(ErrorCode.DeviceBusy, $"{said} Open are: {Masked(string.Join(", ", sessions.States.Keys.Where(sessions.IsOpen)))}. Commit or abort those that nobody needs.")
            : new(ErrorCode.LoadRejected, $"{said} Nothing was changed.");
    }

    private async Task<EosSessions> CommitAsync(string command, ErrorCode code, CancellationToken cancellationToken)
    {
        var replies = await eos.RunAsync([new(command, Slow: true), ShowSessions], cancellationToken).ConfigureAwait(false);
        return replies[0].Refusal() is { } refusal
            ? throw new CommitException(code, $"'{Name}' answered '{command}' with '{Masked(refusal)}'.")
            : SessionsOf(replies[^1]);
    }

    private void RequireCopied(CliReply reply, ErrorCode code)
    {
        if (!reply.Text.Contains("Copy completed successfully", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommitException(code, $"'{Name}' did not say that '{reply.Line.Text}' succeeded; it answered '{Masked(reply.Text)}'.");
        }
    }

    // Whether there is a file to delete does not matter, so neither does the answer.
    private async Task DeleteCheckpointAsync(CancellationToken cancellationToken) =>
        await eos.RunAsync([new($"delete {Checkpoint}")], cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<CliReply>> ExpectAsync(IReadOnlyList<EosCommand> commands, CancellationToken cancellationToken)
    {
        var replies = await eos.RunAsync(commands, cancellationToken).ConfigureAwait(false);
        return replies[^1].Failure(commands[replies.Count - 1].Form) is { } failure
            ? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{replies[^1].Line.Text}' with '{Masked(failure)}'.")
            : replies;
    }

    private async Task<EosSessions> SessionsAsync(CancellationToken cancellationToken) =>
        SessionsOf((await eos.RunAsync([ShowSessions], cancellationToken).ConfigureAwait(false))[0]);

    private EosSessions SessionsOf(CliReply reply)
    {
        try
        {
            return reply.Failure(EosForm.Json) is { } failure
                ? throw new FormatException($"'{reply.Line.Text}' was answered with '{failure}'.")
                : AristaEosOutput.Sessions(reply.Text);
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    private bool IsOurs(string? session) => session?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^prv-([0-9a-f]{8})-")]
    private static partial Regex OwnName();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device}: configuration sessions of others are open: {Sessions}. Nobody is in them now; whoever commits one of them undoes this run's change")]
    private static partial void OthersAreOpen(ILogger logger, string device, string sessions);
}
