using System.Xml.Linq;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// A session on a NETCONF server. Sources: RFC 6241; the answers of yuma123 2.13 as recorded. Candidate and running are locked
/// from the load to the commit or the discard.
/// </summary>
internal sealed class NetconfSession(IDeviceConnection connection, NetconfDialogue dialogue, NetconfRun run)
    : DeviceSession(connection, dialogue.Context)
{
    private readonly NetconfCandidate _candidate = new(dialogue, run);
    private readonly NetconfCommit _commit = new(dialogue, run);
    private (XElement Config, LoadOperation Operation)? _loaded;

    private NetconfCapabilities Server => dialogue.Client.Capabilities;

    /// <summary>Refuses servers that lack what every run needs.</summary>
    public void Prepare()
    {
        run.Add(dialogue.Client);
        if (!Server.Has(":candidate"))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{Name}' has no candidate configuration (capability :candidate), without which nothing can be shown before it is changed. Enable it on the device.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        if (store == ConfigStore.Candidate && !HasCandidate)
        {
            throw new DiffException(ErrorCode.DiffFailed, $"No candidate is loaded on '{Name}'.");
        }

        // Without :startup there is one configuration, and it outlives a reboot (RFC 6241, 8.7).
        var name = store switch
        {
            ConfigStore.Candidate => NetconfOperations.Candidate,
            ConfigStore.Startup when Server.Has(":startup") => NetconfOperations.Startup,
            _ => NetconfOperations.Running,
        };
        return CanonicalXml.Print(await dialogue.ReadAsync(name, cancellationToken).ConfigureAwait(false));
    }

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

    public override Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken) => HasCandidate
        ? Task.FromResult(ConfigDiff.Compute(CanonicalXml.Print(_candidate.Running), CanonicalXml.Print(_candidate.Loaded), Context.Secrets, cancellationToken))
        : throw new DiffException(ErrorCode.DiffFailed, $"No candidate is loaded on '{Name}'.");

    public override async Task ValidateAsync(CancellationToken cancellationToken)
    {
        if (Server.Has(":validate") && _loaded is { } loaded)
        {
            await _candidate.ValidateAsync(loaded.Config, loaded.Operation, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        _commit.RefuseWithout(request.ConfirmTimeout);
        (HasCandidate, _loaded) = (false, null);
        _candidate.Release();
        await _commit.CommitAsync(request.ConfirmTimeout, _candidate.Running, cancellationToken).ConfigureAwait(false);
    }

    // While this session holds the lock on running, nothing can wait.
    public override Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken) =>
        _candidate.IsLocked ? Task.FromResult<PendingCommit?>(null) : _commit.GetPendingAsync(cancellationToken);

    public override Task ConfirmAsync(CancellationToken cancellationToken) => _commit.ConfirmAsync(cancellationToken);

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        await _commit.RollbackAsync(_candidate, cancellationToken).ConfigureAwait(false);
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate || run.EditedUnlocked)
        {
            (HasCandidate, _loaded) = (false, null);
            await _candidate.DiscardAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!Server.Has(":startup"))
        {
            return;
        }

        var replies = await dialogue.CommitAsync(
            cancellationToken,
            NetconfOperations.Copy(NetconfOperations.Running, NetconfOperations.Startup),
            NetconfOperations.GetConfig(NetconfOperations.Running),
            NetconfOperations.GetConfig(NetconfOperations.Startup)).ConfigureAwait(false);
        if (!replies[0].IsOk)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' answered the copy of running to startup with {dialogue.Said(replies[0])}.");
        }

        if (CanonicalXml.Print(dialogue.Data(NetconfOperations.Running, replies[1])) != CanonicalXml.Print(dialogue.Data(NetconfOperations.Startup, replies[2])))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        run.Before = null;
    }

    protected override ValueTask LeaveAsync() => dialogue.Client.DisposeAsync();
}
