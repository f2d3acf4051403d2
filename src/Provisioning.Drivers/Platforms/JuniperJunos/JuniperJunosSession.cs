using System.Xml.Linq;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>
/// A session on a Junos device. It works under the exclusive lock: a private copy cannot be committed with a timer (Developer Guide),
/// and the lock is what tells of others, since it is refused while somebody holds it or has changed the candidate, and what cannot
/// stay behind, since Junos takes it back, with all that was not committed, when the session ends.
/// </summary>
/// <remarks>
/// Commits are known by the log text <c>prv-RUNID</c>. Any commit, and even a <c>commit check</c>, confirms the one that waits, so
/// neither is ever sent while somebody else's waits; the commit history is read under the lock first.
/// </remarks>
internal sealed class JuniperJunosSession : DeviceSession
{
    private readonly JunosDialogue _junos;
    private readonly NetconfClient _client;
    private readonly NetconfSessions _sessions;

    public JuniperJunosSession(IDeviceConnection connection, NetconfClient client, DeviceContext context, NetconfSessions sessions)
        : base(connection, context)
    {
        (_junos, _client, _sessions) = (new(client, context), client, sessions);
        sessions.Add(client);
    }

    /// <summary>Whether commits go to both routing engines.</summary>
    public bool Synchronize { get; init; }

    // Junos boots with what it committed last, so the two stores are one.
    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        var request = JunosOperations.Configuration(store == ConfigStore.Candidate ? "candidate" : "committed");
        return await _junos.ReadAsync(request, JuniperJunosOutput.Config, cancellationToken).ConfigureAwait(false);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var intended = JuniperJunosConfig.Read(config);
        if (!HasCandidate)
        {
            await LockForLoadAsync(cancellationToken).ConfigureAwait(false);
        }

        // A text replaces the whole candidate; commands cannot, so the candidate is emptied for them.
        var load = JunosOperations.Load(intended, operation);
        XElement[] requests = operation == LoadOperation.Replace && intended.Format == JunosFormat.Set ? [JunosOperations.Empty, load] : [load];
        var replies = await _junos.AskAllAsync(requests, Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false);
        var errors = replies.SelectMany(reply => reply.Errors).ToList();
        if (errors.Count > 0)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected the intended config: {Masked(JunosPlaces.Describe(errors, config))}. Nothing was changed.");
        }

        if (!JuniperJunosOutput.SaysLoaded(replies[^1].Element))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' did not say that it loaded the intended config; it answered '{Said(replies[^1])}'. Nothing was changed.");
        }
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        var reply = await _junos.AskAsync(JunosOperations.Difference, Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        return reply.Errors.Count == 0 && JuniperJunosOutput.Difference(reply.Element) is { } difference
            ? ConfigDiff.FromDevice(difference, Context.Secrets)
            : throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' did not compare its candidate with its running config; it answered '{Said(reply)}'.");
    }

    public override async Task ValidateAsync(CancellationToken cancellationToken)
    {
        var reply = await _junos.AskAsync(JunosOperations.Check(Synchronize), Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false);
        if (reply.Errors.Count > 0 || !JuniperJunosOutput.SaysDone(reply.Element, "commit-check-success"))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' refuses the candidate; its commit check says '{Said(reply)}'. Nothing was changed.");
        }
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        int? minutes = request.ConfirmTimeout is { } timeout ? JunosOperations.Minutes(timeout) : null;
        if (await TryCommitAsync(request.Message, minutes, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not commit; it says '{refusal}'.");
        }

        var latest = await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        if (latest?.RunId != Context.RunId || latest.IsPending != minutes.HasValue)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit without an error, but does not show it as {(minutes is null ? "done" : "waiting for its confirmation")}; its latest commit is {Shown(latest)}.");
        }
    }

    /// <remarks>
    /// A commit shows in the history at its end only, and one whose session was lost may still be under way, or on its way. It has the
    /// lock, so what the history says counts when that can be had.
    /// </remarks>
    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate || !_sessions.HasLost)
        {
            return (await _junos.StateAsync(cancellationToken).ConfigureAwait(false)).Pending;
        }

        await _sessions.KillGivenUpAsync(_client, Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        var state = await LockAsync(cancellationToken).ConfigureAwait(false);
        await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        _sessions.ForgetLost();
        return state.Pending;
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var state = await LockAsync(cancellationToken).ConfigureAwait(false);
        if (state.Pending?.Owner != Context.RunId)
        {
            await ReleaseAsync(cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more; its latest commit is {Shown(state.Latest)}.");
        }

        if (await TryCommitAsync("confirmed", null, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' did not confirm; it says '{refusal}'.");
        }

        if (await ReleaseAsync(cancellationToken).ConfigureAwait(false) is { IsPending: true } pending)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error, but still waits for it: {Shown(pending)}.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var state = await LockAsync(cancellationToken).ConfigureAwait(false);
        var ours = state.History.TakeWhile(entry => entry.RunId == Context.RunId).Count();
        if (ours == 0 || ours == state.History.Count)
        {
            await ReleaseAsync(cancellationToken).ConfigureAwait(false);
            throw new RollbackException(ErrorCode.RollbackFailed, ours == 0
                ? $"The latest commit on '{Name}' is not of this run: {Shown(state.Latest)}. Nothing was rolled back, for that would undo it too."
                : $"'{Name}' keeps no commit from before this run. Nothing was rolled back.");
        }

        var loaded = await _junos.AskAsync(JunosOperations.Rollback(ours), Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false);
        var refusal = loaded.Errors.Count == 0 && JuniperJunosOutput.SaysLoaded(loaded.Element)
            ? await TryCommitAsync("rolled back", null, cancellationToken).ConfigureAwait(false)
            : Said(loaded);
        if (refusal is not null)
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' did not roll back; it says '{refusal}'.");
        }

        var latest = await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        if (latest?.RunId != Context.RunId || latest.IsPending)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' took the rollback without an error, but its latest commit is {Shown(latest)}.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (!HasCandidate)
        {
            return;
        }

        // Giving the lock back is documented to drop the changes; a dirty candidate was seen after failed commits (napalm issue 1445).
        var replies = await _junos.AskAllAsync([JunosOperations.Rollback(0), JunosOperations.Unlock], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (!JuniperJunosOutput.SaysLoaded(replies[0].Element) || !JuniperJunosOutput.SaysNothingWrong(replies[1]))
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' did not say that it discarded the candidate and gave back the lock; it answered '{Said(replies[0])}' and '{Said(replies[1])}'.");
        }

        HasCandidate = false;
    }

    /// <summary>There is nothing to save: Junos boots with what it committed last. What is checked is that this run's commit is in it for good.</summary>
    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var state = await _junos.StateAsync(cancellationToken).ConfigureAwait(false);
        if (state.Pending is not null || state.History.All(entry => entry.RunId != Context.RunId))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' does not show this run's commit as done for good; its latest commit is {Shown(state.Latest)}.");
        }
    }

    public override Task CleanUpAsync(CancellationToken cancellationToken) => DiscardAsync(cancellationToken);

    protected override ValueTask LeaveAsync() => _client.DisposeAsync();

    private async Task LockForLoadAsync(CancellationToken cancellationToken)
    {
        var state = await LockAsync(cancellationToken).ConfigureAwait(false);
        if (state.Pending is { } pending && pending.Owner != Context.RunId)
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
            throw new LoadException(ErrorCode.DeviceBusy, $"A commit of '{Masked(pending.Owner)}' on '{Name}' waits for its confirmation, which any commit or check of ours would give. It was left alone.");
        }
    }

    /// <summary>Takes the lock and looks at the commits behind it. From here on there is something to discard.</summary>
    private async Task<JunosState> LockAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate)
        {
            return await _junos.StateAsync(cancellationToken).ConfigureAwait(false);
        }

        var replies = await _junos.AskAllAsync([JunosOperations.Lock, .. JunosDialogue.StateRequests], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (!JuniperJunosOutput.SaysNothingWrong(replies[0]))
        {
            throw NotLocked(replies[0]);
        }

        HasCandidate = true;
        return _junos.State([.. replies.Skip(1)]);
    }

    private ConnectionException NotLocked(NetconfReply refused)
    {
        var said = Said(refused);
        var busy = said.Contains("configuration database", StringComparison.OrdinalIgnoreCase) || refused.Errors.Any(error => error.Tag == "lock-denied");
        return new(busy ? ErrorCode.DeviceBusy : ErrorCode.UnexpectedAnswer, busy
            ? $"Somebody else works on the configuration of '{Name}', which says '{said}'. It was left alone. Wait for them to commit or to roll back and leave; then try again."
            : $"'{Name}' does not lock its configuration; it says '{said}'.");
    }

    /// <summary>Commits; where that fails, drops the candidate and gives the lock back.</summary>
    /// <returns>Why the device did not; null when it did.</returns>
    private async Task<string?> TryCommitAsync(string? message, int? minutes, CancellationToken cancellationToken)
    {
        var request = JunosOperations.Commit(JunosOperations.Log(Context.RunId, message), minutes, Synchronize);
        var reply = await _junos.AskAsync(request, Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false);
        if (reply.Errors.Count == 0 && JuniperJunosOutput.SaysDone(reply.Element, "commit-success"))
        {
            return null;
        }

        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        return Said(reply);
    }

    /// <summary>Looks at the commits, then gives the lock back.</summary>
    /// <returns>The latest commit.</returns>
    private async Task<JunosCommitEntry?> ReleaseAsync(CancellationToken cancellationToken)
    {
        var replies = await _junos.AskAllAsync([.. JunosDialogue.StateRequests, JunosOperations.Unlock], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        HasCandidate = !JuniperJunosOutput.SaysNothingWrong(replies[^1]);
        return HasCandidate
            ? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' did not give its lock back; it says '{Said(replies[^1])}'.")
            : _junos.State(replies).Latest;
    }

    private string Said(NetconfReply reply) => Masked(JuniperJunosOutput.Said(reply));

    private string Shown(JunosCommitEntry? entry) => entry is null
        ? "none"
        : Masked($"'{entry.Owner}'{(entry.IsPending ? ", which waits for its confirmation" : "")}{(entry.Comment.Length == 0 ? "" : $", '{entry.Comment}'")}");
}
