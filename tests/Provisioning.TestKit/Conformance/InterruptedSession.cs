using Provisioning.Diffs;
using Provisioning.Drivers;

namespace Provisioning.TestKit.Conformance;

/// <summary>A session that has something done around some of its verbs.</summary>
public sealed class InterruptedSession(IDeviceSession inner, Func<CutVerb, Func<Task>, Task> around) : IDeviceSession
{
    public Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken) => inner.GetConfigAsync(store, cancellationToken);

    public Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken) =>
        around(CutVerb.Load, () => inner.LoadAsync(config, operation, cancellationToken));

    public Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken) => inner.GetDiffAsync(cancellationToken);

    public Task ValidateAsync(CancellationToken cancellationToken) => inner.ValidateAsync(cancellationToken);

    public Task CommitAsync(CommitRequest request, CancellationToken cancellationToken) =>
        around(CutVerb.Commit, () => inner.CommitAsync(request, cancellationToken));

    public Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken) => inner.GetPendingCommitAsync(cancellationToken);

    public Task ConfirmAsync(CancellationToken cancellationToken) =>
        around(CutVerb.Confirm, () => inner.ConfirmAsync(cancellationToken));

    public Task RollbackAsync(CancellationToken cancellationToken) => inner.RollbackAsync(cancellationToken);

    public Task DiscardAsync(CancellationToken cancellationToken) => inner.DiscardAsync(cancellationToken);

    public Task SaveAsync(CancellationToken cancellationToken) =>
        around(CutVerb.Save, () => inner.SaveAsync(cancellationToken));

    public Task CleanUpAsync(CancellationToken cancellationToken) => inner.CleanUpAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
