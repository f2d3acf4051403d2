using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>Commits, confirmations and the way back.</summary>
internal sealed class NetconfCommit(NetconfDialogue dialogue, NetconfRun run)
{
    private static readonly XElement[] Tidy =
        [NetconfOperations.DiscardChanges, NetconfOperations.Unlock(NetconfOperations.Candidate), NetconfOperations.Unlock(NetconfOperations.Running)];

    private static readonly XElement[] Probe = [NetconfOperations.Lock(NetconfOperations.Running), NetconfOperations.Unlock(NetconfOperations.Running)];

    private string Name => dialogue.Name;

    private string PersistId => $"prv-{dialogue.Context.RunId}";

    private NetconfCapabilities Server => dialogue.Client.Capabilities;

    /// <summary>Commits the candidate, and gives the locks back whatever the answer.</summary>
    public async Task CommitAsync(TimeSpan? confirmTimeout, XElement before, CancellationToken cancellationToken)
    {
        // From 1.1 on the name lets any session confirm; before, a commit lives and dies with its session (RFC 6241, 8.4; RFC 4741, 8.4).
        var persists = Server.Has(":confirmed-commit:1.1");
        run.Before = before;
        (run.IsPending, run.BoundTo) = (confirmTimeout is not null, confirmTimeout is null || persists ? null : dialogue.Client);
        var commit = confirmTimeout is { } timeout ? NetconfOperations.ConfirmedCommit(timeout, persists ? PersistId : null) : NetconfOperations.Commit();
        var replies = await dialogue.CommitAsync(cancellationToken, [commit, .. Tidy]).ConfigureAwait(false);
        if (!replies[0].IsOk)
        {
            run.Settle();
            throw new CommitException(
                dialogue.Busy(replies[0]) is null ? ErrorCode.CommitFailed : ErrorCode.DeviceBusy, $"'{Name}' answered the commit with {dialogue.Said(replies[0])}.");
        }
    }

    /// <summary>
    /// What waits for its confirmation. That there is something is read off a lock on running, which servers must deny
    /// meanwhile (RFC 6241, 7.5); whose it is, only this run can tell of its own.
    /// </summary>
    public async Task<PendingCommit?> GetPendingAsync(CancellationToken cancellationToken)
    {
        // A commit that is bound to a lost session is undone when the server learns of the loss: now.
        XElement[] kill = run.BoundTo is { IsOver: true } lost ? [NetconfOperations.Kill(lost.SessionId)] : [];
        XElement[] read = run.IsPending ? [NetconfOperations.GetConfig(NetconfOperations.Running)] : [];
        var replies = (await dialogue.AskAsync(cancellationToken, [.. kill, .. Probe, .. read]).ConfigureAwait(false)).Skip(kill.Length).ToList();
        var denied = IsDenied(replies[0]);
        if (run.IsPending)
        {
            // A server that grants the lock all the same shows by its running config whether there is something to undo.
            var isThere = denied || (kill.Length == 0 && !IsAsBefore(dialogue.Data(NetconfOperations.Running, replies[2])));
            return isThere ? new(dialogue.Context.RunId, Remaining: null) : null;
        }

        return denied ? new($"somebody else, says {dialogue.Said(replies[0])}", Remaining: null) : null;
    }

    /// <summary>Confirms, in the session that it is bound to if it is.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var asking = Confirming();
        XElement[] reads = [NetconfOperations.Lock(NetconfOperations.Candidate), NetconfOperations.GetConfig(NetconfOperations.Running), NetconfOperations.GetConfig(NetconfOperations.Candidate)];
        var replies = await asking.AskAsync(cancellationToken, reads).ConfigureAwait(false);
        if (await new NetconfLocks(asking, run, [NetconfOperations.Candidate]).KillOwnAsync([replies[0]], cancellationToken).ConfigureAwait(false))
        {
            replies = await asking.AskAsync(cancellationToken, reads).ConfigureAwait(false);
        }

        var (running, candidate) = (dialogue.Data(NetconfOperations.Running, replies[1]), dialogue.Data(NetconfOperations.Candidate, replies[2]));
        try
        {
            RefuseUnconfirmable(running, candidate);
        }
        catch when (replies[0].IsOk)
        {
            await asking.AskAsync(cancellationToken, NetconfOperations.Unlock(NetconfOperations.Candidate)).ConfigureAwait(false);
            throw;
        }

        var sentBefore = run.ConfirmationSent;
        run.ConfirmationSent = true;
        XElement[] unlock = replies[0].IsOk ? [NetconfOperations.Unlock(NetconfOperations.Candidate)] : [];
        var answer = (await asking.CommitAsync(cancellationToken, [NetconfOperations.Commit(run.BoundTo is null ? PersistId : null), .. unlock]).ConfigureAwait(false))[0];
        if (!answer.IsOk && !(sentBefore && await WasConfirmedAsync(answer, cancellationToken).ConfigureAwait(false)))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' answered the confirmation with {dialogue.Said(answer)}.");
        }

        run.Settle();
    }

    /// <summary>Undoes a pending commit by cancelling it, and any other by bringing back what running was before.</summary>
    public async Task RollbackAsync(NetconfCandidate candidate, CancellationToken cancellationToken)
    {
        var before = run.Before ?? throw new RollbackException(ErrorCode.RollbackFailed, $"This run has committed nothing on '{Name}' that it could go back from.");
        if (run.IsPending && run.BoundTo is null)
        {
            await dialogue.CommitAsync(cancellationToken, NetconfOperations.CancelCommit(PersistId)).ConfigureAwait(false);
        }
        else if (run.BoundTo is { IsOver: false } session && session != dialogue.Client)
        {
            // It goes back when its session ends.
            await session.DisposeAsync().ConfigureAwait(false);
        }

        // Whatever was answered, running tells whether it is undone.
        if (!IsAsBefore(await dialogue.ReadAsync(NetconfOperations.Running, cancellationToken).ConfigureAwait(false)))
        {
            await RestoreAsync(before, candidate, cancellationToken).ConfigureAwait(false);
        }

        run.Settle();
    }

    private NetconfDialogue Confirming()
    {
        if (!run.IsPending)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        return run.BoundTo is null || run.BoundTo == dialogue.Client ? dialogue
            : !run.BoundTo.IsOver ? new(run.BoundTo, dialogue.Context)
            : throw new CommitException(ErrorCode.ConfirmFailed, $"The session that committed on '{Name}' was lost, and the server undoes its commit with it (confirmed-commit 1.0).");
    }

    private void RefuseUnconfirmable(XElement running, XElement candidate)
    {
        if (IsAsBefore(running))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' went back to its old config before the confirmation.");
        }

        // A confirmation commits the candidate too, whoever edited it.
        if (CanonicalXml.Print(running) != CanonicalXml.Print(candidate))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"Somebody edited the candidate of '{Name}' while the commit waited for its confirmation, which would commit that too.");
        }
    }

    // The confirmation whose answer was lost may have arrived: then there is nothing to confirm, and running has stayed. Another
    // error, e.g. for a lock of somebody, says nothing of that.
    private async Task<bool> WasConfirmedAsync(NetconfReply answer, CancellationToken cancellationToken)
    {
        var replies = await dialogue.AskAsync(cancellationToken, [.. Probe, NetconfOperations.GetConfig(NetconfOperations.Running)]).ConfigureAwait(false);
        return answer.Errors.Count > 0 && !IsDenied(replies[0]) && !IsAsBefore(dialogue.Data(NetconfOperations.Running, replies[2]));
    }

    private bool IsAsBefore(XElement running) => run.Before is { } before && CanonicalXml.Print(running) == CanonicalXml.Print(before);

    /// <summary>Commits the old config; where the new one still waits for its confirmation, as a confirmation with the old one in it.</summary>
    private async Task RestoreAsync(XElement before, NetconfCandidate candidate, CancellationToken cancellationToken)
    {
        var probe = await dialogue.AskAsync(cancellationToken, Probe).ConfigureAwait(false);
        run.IsPending = run.BoundTo == dialogue.Client || (run.IsPending && IsDenied(probe[0]));
        try
        {
            await candidate.TakeAsync(cancellationToken).ConfigureAwait(false);
            await candidate.LoadAsync(new(NetconfXml.Base + "config", before.Elements()), LoadOperation.Replace, cancellationToken).ConfigureAwait(false);
        }
        catch (LoadException exception)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"The old config could not be loaded: {exception.Message}", exception);
        }

        var commit = NetconfOperations.Commit(run.IsPending && run.BoundTo is null ? PersistId : null);
        var replies = await dialogue.CommitAsync(cancellationToken, [commit, .. Tidy]).ConfigureAwait(false);
        candidate.Release();
        if (!replies[0].IsOk)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered the commit of the old config with {dialogue.Said(replies[0])}.");
        }
    }

    private static bool IsDenied(NetconfReply reply) => !reply.IsOk && NetconfDialogue.IsPendingCommit(reply);
}
