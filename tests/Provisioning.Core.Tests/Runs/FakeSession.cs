using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>A session on a <see cref="FakeDevice"/>. As the contract says: what cuts or cancels a verb closes the connection.</summary>
internal sealed class FakeSession(FakeDevice device, FakePlatform platform, DeviceContext context, int number) : IDeviceSession
{
    private bool _isDisposed;
    private bool _isBroken;

    private string Run => context.RunId;

    public Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken) =>
        DoAsync(Verb.GetConfig, () => store == ConfigStore.Startup ? device.Startup : device.Running, cancellationToken);

    public Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken) =>
        DoAsync(Verb.Load, () => device.Candidates[Run] = Candidate(config, operation), cancellationToken);

    public Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Diff, () => ConfigDiff.Compute(device.Running, device.Candidates[Run], context.Secrets, cancellationToken), cancellationToken);

    public Task ValidateAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Validate, () => platform.Capabilities.Validate ? true : throw new NotSupportedException(), cancellationToken);

    public Task CommitAsync(CommitRequest request, CancellationToken cancellationToken) =>
        DoAsync(Verb.Commit, () => device.Commit(Run, request), cancellationToken);

    public Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken) => DoAsync(
        Verb.GetPending,
        () => !platform.Capabilities.CommitConfirm ? throw new NotSupportedException()
            : device.Pending is { } owner ? new PendingCommit(owner, device.Remaining) : null,
        cancellationToken);

    public Task ConfirmAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Confirm, () => device.Confirm(Run), cancellationToken);

    public Task RollbackAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Rollback, () => device.Rollback(Run), cancellationToken);

    public Task DiscardAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Discard, () => device.Candidates.Remove(Run), cancellationToken);

    public Task SaveAsync(CancellationToken cancellationToken) =>
        DoAsync(Verb.Save, () => device.Startup = device.Running, cancellationToken);

    public Task CleanUpAsync(CancellationToken cancellationToken) => DoAsync(
        Verb.CleanUp,
        () =>
        {
            device.Candidates.Remove(Run);
            device.WaysBack.Remove(Run);
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        device.Disposed += _isDisposed ? 0 : 1;
        _isDisposed = true;
        if (!_isBroken)
        {
            device.Candidates.Remove(Run);
        }

        await device.MeetAsync(Verb.Dispose, Moment.Before, CancellationToken.None);
    }

    private string Candidate(string config, LoadOperation operation) => operation == LoadOperation.Replace
        ? config
        : device.Running + string.Concat(config.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Except(device.Running.Split('\n')).Select(line => line + "\n"));

    private Task<bool> DoAsync(Verb verb, Action effect, CancellationToken cancellationToken) =>
        DoAsync(verb, () => { effect(); return true; }, cancellationToken);

    private async Task<T> DoAsync<T>(Verb verb, Func<T> effect, CancellationToken cancellationToken)
    {
        device.Note(verb, number);
        if (_isDisposed)
        {
            device.CalledAfterDispose.Add(verb);
        }

        try
        {
            ThrowWhenGone();
            cancellationToken.ThrowIfCancellationRequested();
            await device.MeetAsync(verb, Moment.Before, cancellationToken);
            ThrowWhenGone();
            var result = effect();
            await device.MeetAsync(verb, Moment.After, cancellationToken);
            ThrowWhenGone();
            return result;
        }
        catch (Exception exception) when (exception is ConnectionException or OperationCanceledException)
        {
            _isBroken = true;
            throw;
        }
    }

    private void ThrowWhenGone()
    {
        if (_isBroken || !device.IsReachable)
        {
            throw new ConnectionException(ErrorCode.ConnectionLost, "the connection is lost");
        }
    }
}
