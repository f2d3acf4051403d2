using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// A session on a server with a candidate. Candidate and running are locked from the load to the commit or the discard.
/// Sources: RFC 6241; the answers of yuma123 2.13 as recorded.
/// </summary>
internal sealed class NetconfCandidateSession(IDeviceConnection connection, NetconfDialogue dialogue, NetconfRun run)
    : NetconfSession(connection, dialogue, run)
{
    private readonly NetconfCandidate _candidate = new(dialogue, run);
    private readonly NetconfCommit _commit = new(dialogue, run);
    private (XElement Config, LoadOperation Operation)? _loaded;

    protected override (XElement Running, XElement Intended) Loaded => (_candidate.Running, _candidate.Loaded);

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var parsed = NetconfConfig.Parse(config, Name);
        if (HasCandidate)
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
        }

        await _candidate.TakeAsync(cancellationToken).ConfigureAwait(false);
        (HasCandidate, _loaded) = (true, (parsed, operation));
        await _candidate.LoadAsync(parsed, operation, cancellationToken).ConfigureAwait(false);
    }

    public override async Task ValidateAsync(CancellationToken cancellationToken)
    {
        if (Server.Has(":validate") && _loaded is { } loaded)
        {
            await _candidate.ValidateAsync(loaded.Config, loaded.Operation, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        Dialogue.RefuseTimer(request.ConfirmTimeout, Server.Has(":confirmed-commit"));
        (HasCandidate, _loaded) = (false, null);
        _candidate.Release();
        await _commit.CommitAsync(request.ConfirmTimeout, _candidate.Running, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        // While this session holds the lock on running, nothing can wait.
        if (_candidate.IsLocked)
        {
            return null;
        }

        await KillGivenUpAsync(cancellationToken).ConfigureAwait(false);
        return await _commit.GetPendingAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task ConfirmAsync(CancellationToken cancellationToken) => _commit.ConfirmAsync(cancellationToken);

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        await _commit.RollbackAsync(_candidate, cancellationToken).ConfigureAwait(false);
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate || Run.EditedUnlocked)
        {
            (HasCandidate, _loaded) = (false, null);
            await _candidate.DiscardAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override Task<XElement> CandidateAsync(CancellationToken cancellationToken) =>
        Dialogue.ReadAsync(NetconfOperations.Candidate, cancellationToken);
}
