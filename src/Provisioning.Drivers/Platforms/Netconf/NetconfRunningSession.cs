using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// A session on a server whose only configuration to write is the running one (RFC 6241, 8.2). Until the commit nothing is
/// written and nothing locked: the load keeps the config here, and what it will change is foretold here. A commit is one edit.
/// </summary>
internal sealed class NetconfRunningSession(IDeviceConnection connection, NetconfDialogue dialogue, NetconfRun run)
    : NetconfSession(connection, dialogue, run)
{
    private readonly NetconfLocks _locks = new(dialogue, run, [NetconfOperations.Running]);
    private Candidate? _candidate;

    protected override (XElement Running, XElement Intended) Loaded => (Kept.Running, Kept.Intended);

    private Candidate Kept => _candidate ?? throw new InvalidOperationException("Nothing was loaded.");

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var edit = NetconfConfig.Parse(config, Name);
        var running = await Dialogue.ReadAsync(NetconfOperations.Running, cancellationToken).ConfigureAwait(false);
        var candidate = new Candidate(edit, operation, running, NetconfForecast.Of(running, edit, operation, cancellationToken));
        await RefuseInvalidAsync(candidate.Intended, cancellationToken).ConfigureAwait(false);
        (_candidate, HasCandidate) = (candidate, true);
    }

    /// <summary>The load has done it, so that a dry run tells too.</summary>
    public override Task ValidateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        Dialogue.RefuseTimer(request.ConfirmTimeout, hasTimer: false);
        var (edit, operation, running, _) = Kept;
        var before = await TakeAsync(cancellationToken).ConfigureAwait(false);
        if (CanonicalXml.Print(before) != CanonicalXml.Print(running))
        {
            await _locks.GiveBackAsync(cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.DeviceBusy, $"Somebody changed the running config of '{Name}' after the diff was made. Nothing of this run was changed. Try again.");
        }

        Run.Before = before;
        Drop();
        var reply = await EditAsync(edit, operation, before, cancellationToken).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            // Without that capability an edit may have been done by half, whatever the error.
            var unchanged = Dialogue.Busy(reply) is not null && Server.Has(":rollback-on-error");
            throw new CommitException(unchanged ? ErrorCode.DeviceBusy : ErrorCode.CommitFailed, $"'{Name}' answered the edit of its running config with {Dialogue.Said(reply)}.");
        }
    }

    /// <summary>Confirmed commits need a candidate (RFC 6241, 8.4).</summary>
    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        await KillGivenUpAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    public override Task ConfirmAsync(CancellationToken cancellationToken) =>
        throw new CommitException(ErrorCode.ConfirmFailed, $"No commit waits for its confirmation on '{Name}': its NETCONF server has no such commits.");

    /// <summary>Replaces running by what it was before this run's commit.</summary>
    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        Drop();
        var before = Run.Before ?? throw new RollbackException(ErrorCode.RollbackFailed, $"This run has committed nothing on '{Name}' that it could go back from.");
        XElement running;
        try
        {
            running = await TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CommitException exception)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, exception.Message, exception);
        }

        var old = new XElement(NetconfXml.Base + "config", before.Elements());
        var reply = await EditAsync(old, LoadOperation.Replace, running, cancellationToken).ConfigureAwait(false);
        if (!reply.IsOk)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered the return to its old config with {Dialogue.Said(reply)}.");
        }
    }

    public override Task DiscardAsync(CancellationToken cancellationToken)
    {
        Drop();
        return Task.CompletedTask;
    }

    protected override Task<XElement> CandidateAsync(CancellationToken cancellationToken) => Task.FromResult(Kept.Intended);

    /// <summary>Has the server check the whole config that is to come, where it checks what it does not have (RFC 6241, 8.6.4).</summary>
    private async Task RefuseInvalidAsync(XElement config, CancellationToken cancellationToken)
    {
        if (!Server.Has(":validate"))
        {
            return;
        }

        var reply = (await Dialogue.AskAsync(cancellationToken, NetconfOperations.ValidateConfig(config)).ConfigureAwait(false))[0];
        if (!reply.IsOk && !reply.Errors.Any(error => error.Tag == "operation-not-supported"))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' refuses the intended config: {Dialogue.Said(reply)}. Nothing was changed.");
        }
    }

    private void Drop() => (HasCandidate, _candidate) = (false, null);

    private async Task<XElement> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var replies = await _locks.TakeAsync([NetconfOperations.GetConfig(NetconfOperations.Running)], cancellationToken).ConfigureAwait(false);
            return Dialogue.Data(NetconfOperations.Running, replies[0]);
        }
        catch (LoadException denied)
        {
            throw new CommitException(denied.Code == ErrorCode.DeviceBusy ? ErrorCode.DeviceBusy : ErrorCode.CommitFailed, denied.Message, denied);
        }
    }

    private async Task<NetconfReply> EditAsync(XElement config, LoadOperation operation, XElement running, CancellationToken cancellationToken)
    {
        var edit = NetconfEdits.Make(NetconfOperations.Running, config, operation, running, Server);
        return (await Dialogue.CommitAsync(cancellationToken, [edit, .. _locks.Unlocks]).ConfigureAwait(false))[0];
    }

    private sealed record Candidate(XElement Edit, LoadOperation Operation, XElement Running, XElement Intended);
}
