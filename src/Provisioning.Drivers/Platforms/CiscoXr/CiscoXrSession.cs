using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>
/// A session on an IOS XR device. Sources: "Configuration Management Commands" in Cisco's IOS XR System Management Command
/// Reference; dialogues recorded on XRv9k 24.3.1 and XRv 6.5.3. The run's commit is labelled <c>prv-RUNID</c>.
/// </summary>
/// <remarks>
/// A commit with a timer belongs to the configuration session that made it: no other can confirm it, and leaving
/// configuration undoes it at once. A connection that is closed or lost leaves it to its timer. Recorded on 24.3.1.
/// </remarks>
internal sealed partial class CiscoXrSession(IDeviceConnection connection, CliSession cli, DeviceContext context, CiscoXrRun run)
    : CliDeviceSession(connection, cli, context)
{
    private const string ListSessions = "show configuration sessions detail";
    private const string ListNewest = "show configuration commit list 1 detail";

    private LoadOperation _operation;
    private string? _row;

    private string Label => $"prv-{Context.RunId}";

    private bool IsConfiguring => Cli.Prompt.Contains("(config", StringComparison.Ordinal);

    /// <summary>Turns off what would cut or wrap the output, and the time before each answer.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        var replies = await Cli.SendAllAsync([new("terminal length 0"), new("terminal width 512"), new("terminal exec prompt no-timestamp")], cancellationToken).ConfigureAwait(false);

        // Where the last one is unknown, the times stay and are read past.
        if (replies.Take(2).FirstOrDefault(reply => Failure(reply) is not null) is { } refused)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' answered '{refused.Line.Text}' with '{Masked(Failure(refused)!)}'. Give the login a task group that may use it, e.g. root-lr or cisco-support.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        var command = store switch
        {
            ConfigStore.Running => Exec("show running-config"),
            ConfigStore.Startup => Exec("show configuration persistent"),
            _ => _operation == LoadOperation.Merge ? "show configuration merge" : "show configuration",
        };
        return CiscoXrOutput.Config((await ReadAsync(command, cancellationToken).ConfigureAwait(false)).Output);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var lines = CiscoXrConfig.Lines(config);

        // While a commit of this run waits, nobody can have the lock, and nothing is to be committed here.
        var enter = run.Holder is null ? "configure exclusive" : "configure terminal";
        (_operation, HasCandidate) = (operation, true);
        var entered = await Cli.SendAllAsync([new(enter), new($"do {ListSessions}", At: "(config")], cancellationToken).ConfigureAwait(false);
        if (entered.Count < 2)
        {
            HasCandidate = false;
            throw NotEntered(entered[0]);
        }

        // Only this session can have the lock.
        _row = Sessions(entered[1]).FirstOrDefault(session => session.Locks)?.Id;
        RefuseRejected(lines, await Cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false));
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        // The other one shows only what a merge would do, and that nothing goes (recorded on 24.3.1).
        var command = _operation == LoadOperation.Merge ? "show commit changes diff" : "show configuration changes diff";
        var reply = await Cli.ReadAnyAsync(command, cancellationToken).ConfigureAwait(false);
        return Failure(reply) is { } failure
            ? throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.")
            : ConfigDiff.FromDevice(CiscoXrOutput.Diff(reply.Output), Context.Secrets);
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var command = Command(request);
        HasCandidate = false;
        var reply = await Cli.SendCommitAsync(command, cancellationToken,
            new(ReplaceQuestion(), "yes"), new(LargeQuestion(), "y"), new(OthersQuestion(), "no")).ConfigureAwait(false);
        await RefuseUncommittedAsync(command, request, reply, cancellationToken).ConfigureAwait(false);

        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        if (state.Newest != Label)
        {
            HasCandidate = state.Trial is null;
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' answered '{command}' with '{Masked(reply.Text.Trim())}', and its newest commit is not this one.");
        }

        if (request.ConfirmTimeout is null)
        {
            await LeaveAsync("end", cancellationToken).ConfigureAwait(false);
        }
        else if (state.Trial is null)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took '{command}' without an error but shows no commit that waits for its confirmation.");
        }
        else
        {
            run.Holder = this;
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        if (state.Trial is null && run.Lost.Count > 0)
        {
            // What a lost session of the run was sent last would else be done behind what is read here.
            await ClearLostAsync(cancellationToken).ConfigureAwait(false);
            state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        }

        return state.Trial is null ? null : new(OwnerOf(state), Remaining: null);
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var holder = run.Holder ?? throw new CommitException(
            ErrorCode.ConfirmFailed, $"No commit of this run on '{Name}' can be confirmed: there is none, or the session that made it is lost, and IOS XR takes the confirmation from no other. It goes back by itself when its timer ends.");
        try
        {
            await holder.ConfirmHereAsync(cancellationToken).ConfigureAwait(false);
            run.Holder = null;
        }
        catch (ConnectionException)
        {
            holder.Lose();
            throw;
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        if (run.Holder is { } holder)
        {
            await holder.LeaveTrialAsync(cancellationToken).ConfigureAwait(false);

            // With the old config the old host name may have come back into the prompt.
            await Cli.SendCommitAsync($"! {Label}", cancellationToken).ConfigureAwait(false);
            return;
        }

        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        if (state.Newest != Label)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"The newest commit on '{Name}' is not this run's, so undoing it would undo another's change.");
        }

        if (state.Trial is { } trial)
        {
            await EndTrialAsync(trial, cancellationToken).ConfigureAwait(false);
            return;
        }

        const string Command = "rollback configuration last 1";
        var reply = await Cli.SendCommitAsync(Exec(Command), cancellationToken, new CliQuestion(LargeQuestion(), "y")).ConfigureAwait(false);
        if (Failure(reply) is not null || !reply.Text.Contains("successfully rolled back", StringComparison.OrdinalIgnoreCase))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' did not say that '{Command}' succeeded; it answered '{Masked(Failure(reply) ?? reply.Text.Trim())}'.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate && IsConfiguring)
        {
            await LeaveAsync("abort", cancellationToken).ConfigureAwait(false);
        }

        HasCandidate = false;
        await ClearLostAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A commit is kept by itself: there is no startup config to write. So this checks that it was kept.</summary>
    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        const string Compare = "show configuration persistent diff";
        var replies = await Cli.SendAllAsync([new(Exec(ListSessions)), new(Exec(ListNewest)), new(Exec(Compare))], cancellationToken).ConfigureAwait(false);
        var (trial, newest) = StateOf(replies);
        if (trial is not null && newest == Label)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"The commit on '{Name}' still waits for its confirmation.");
        }

        // Where the comparison is unknown, the commit database, which is what persists, has to tell of the commit.
        if (replies.Count < 3 || Failure(replies[2]) is not null)
        {
            _ = newest == Label ? newest : throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' does not know '{Compare}', and its newest commit is '{Masked(newest ?? "none")}', so nothing shows that this run's was kept.");
        }
        else if (CiscoXrOutput.Diff(replies[2].Output) is { Length: > 0 } difference)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"The persistent config of '{Name}' differs from its running config:\n{Masked(difference)}");
        }
    }

    public override Task CleanUpAsync(CancellationToken cancellationToken) => DiscardAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync().ConfigureAwait(false);
        Lose();
    }

    // In configuration, other commands are typed behind "do".
    private string Exec(string command) => IsConfiguring ? $"do {command}" : command;

    private string Command(CommitRequest request)
    {
        var replace = _operation == LoadOperation.Replace ? " replace" : "";
        var confirmed = request.ConfirmTimeout is { } timeout ? $" confirmed {CiscoXrOutput.Seconds(timeout)}" : "";
        var comment = request.Message is { } message && CiscoXrOutput.Comment(message) is { Length: > 0 } text ? $" comment {text}" : "";
        return $"commit{replace}{confirmed} label {Label}{comment}";
    }

    [GeneratedRegex(@"^Do you wish to proceed\? ?\[no\]:\s*$")]
    private static partial Regex ReplaceQuestion();

    [GeneratedRegex(@"Do you wish to proceed with this commit anyway\? ?\[no\]:\s*$")]
    private static partial Regex OthersQuestion();

    [GeneratedRegex(@"^This could be a few minutes if your config is large\. Confirm\? \[y/n\]\[confirm\]\s*$")]
    private static partial Regex LargeQuestion();

    [GeneratedRegex(@"^Do you wish to exit\? ?\[no\]:\s*$")]
    private static partial Regex ExitQuestion();

    [GeneratedRegex(@"^prv-([0-9a-f]{8})$")]
    private static partial Regex OwnLabel();
}
