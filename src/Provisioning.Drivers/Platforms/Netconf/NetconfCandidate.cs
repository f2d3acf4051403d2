using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>The server's one candidate, which all its sessions share.</summary>
internal sealed class NetconfCandidate(NetconfDialogue dialogue, NetconfRun run)
{
    private readonly NetconfLocks _locks = new(dialogue, run, [NetconfOperations.Candidate, NetconfOperations.Running]);
    private XElement? _running;
    private XElement? _loaded;
    private bool _locked;

    /// <summary>Whether this session holds the locks.</summary>
    public bool IsLocked => _locked;

    /// <summary>Running when the candidate was taken.</summary>
    public XElement Running => _running ?? throw new InvalidOperationException("The candidate was not taken.");

    /// <summary>The candidate as the server shows it after the load.</summary>
    public XElement Loaded => _loaded ?? Running;

    /// <summary>
    /// Locks candidate and running, and makes sure that nothing of others is in the candidate. While a commit of this run waits
    /// for its confirmation there is nothing to lock: servers deny it, and let nobody else commit.
    /// </summary>
    /// <exception cref="LoadException">Somebody else is at work.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        _locked = false;
        XElement[] reads = [NetconfOperations.GetConfig(NetconfOperations.Running), NetconfOperations.GetConfig(NetconfOperations.Candidate)];
        if (run.IsPending)
        {
            Take(await dialogue.AskAsync(cancellationToken, reads).ConfigureAwait(false));
            return;
        }

        var replies = await _locks.TakeAsync(reads, cancellationToken).ConfigureAwait(false);
        _locked = true;
        try
        {
            Take(replies);
        }
        catch
        {
            await UnlockAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Edits the candidate and reads it back.</summary>
    /// <exception cref="LoadException">The server refuses.</exception>
    public async Task LoadAsync(XElement config, LoadOperation operation, CancellationToken cancellationToken)
    {
        run.EditedUnlocked = !_locked;
        var replies = await dialogue.AskAsync(cancellationToken, Edit(config, operation), NetconfOperations.GetConfig(NetconfOperations.Candidate)).ConfigureAwait(false);
        RefuseRejected(replies[0], "rejected the intended config with");
        _loaded = dialogue.Data(NetconfOperations.Candidate, replies[1]);
    }

    /// <summary>
    /// Has the server check the candidate, and loads it again: yuma123 2.13 takes edits that it has validated for done, and a
    /// commit then says ok and does nothing.
    /// </summary>
    /// <exception cref="LoadException">The server refuses the candidate.</exception>
    public async Task ValidateAsync(XElement config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var replies = await dialogue.AskAsync(cancellationToken, NetconfOperations.Validate(NetconfOperations.Candidate), NetconfOperations.DiscardChanges).ConfigureAwait(false);
        RefuseRejected(replies[0], "refuses the candidate:");
        RefuseRejected(replies[1], "did not let the candidate be loaded again:");
        var shown = CanonicalXml.Print(Loaded);
        await LoadAsync(config, operation, cancellationToken).ConfigureAwait(false);
        if (CanonicalXml.Print(Loaded) != shown)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"The candidate of '{dialogue.Name}', loaded a second time, differs from the first time. Nothing was changed.");
        }
    }

    /// <summary>Empties the candidate and gives the locks back.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var replies = await dialogue.AskAsync(cancellationToken, [NetconfOperations.DiscardChanges, .. _locked ? _locks.Unlocks : []]).ConfigureAwait(false);
        _locked = false;
        if (!replies[0].IsOk)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{dialogue.Name}' did not discard the candidate: {dialogue.Said(replies[0])}.");
        }

        run.EditedUnlocked = false;
    }

    /// <summary>The locks were given back with the commit.</summary>
    public void Release() => _locked = false;

    private Task UnlockAsync(CancellationToken cancellationToken)
    {
        _locked = false;
        return _locks.GiveBackAsync(cancellationToken);
    }

    private void Take(IReadOnlyList<NetconfReply> replies)
    {
        (_running, _loaded) = (dialogue.Data(NetconfOperations.Running, replies[0]), null);
        if (CanonicalXml.Print(_running) != CanonicalXml.Print(dialogue.Data(NetconfOperations.Candidate, replies[1])))
        {
            throw new LoadException(ErrorCode.DeviceBusy, $"The candidate of '{dialogue.Name}' holds changes of somebody else that are not committed. They were left alone. Have them committed or discarded; then try again.");
        }
    }

    private void RefuseRejected(NetconfReply reply, string how)
    {
        if (!reply.IsOk)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{dialogue.Name}' {how} {dialogue.Said(reply)}. Nothing was changed.");
        }
    }

    private XElement Edit(XElement config, LoadOperation operation) =>
        NetconfEdits.Make(NetconfOperations.Candidate, config, operation, Running, dialogue.Client.Capabilities);
}
