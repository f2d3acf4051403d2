using Provisioning.Diffs;
using Provisioning.Errors;

namespace Provisioning.Drivers;

/// <summary>What all sessions share: how they end, and how they show what a device said.</summary>
/// <param name="connection">The connection, closed with the session.</param>
/// <param name="context">The run.</param>
public abstract class DeviceSession(IAsyncDisposable connection, DeviceContext context) : IDeviceSession
{
    /// <summary>The run.</summary>
    protected DeviceContext Context => context;

    /// <summary>The device's name, for messages.</summary>
    protected string Name => context.Device.Name;

    /// <summary>Whether something of this session that is not committed may lie on the device; it is discarded at the end.</summary>
    protected bool HasCandidate { get; set; }

    /// <inheritdoc/>
    public abstract Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The platform's capabilities declare no such check.</exception>
    public virtual Task ValidateAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException($"The platform of '{Name}' has no check of its own for a loaded candidate; its capabilities say so.");

    /// <inheritdoc/>
    public abstract Task CommitAsync(CommitRequest request, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task ConfirmAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task RollbackAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task DiscardAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task SaveAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task CleanUpAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (HasCandidate)
            {
                using var soon = new CancellationTokenSource(context.Timeouts.Command, context.TimeProvider);
                await DiscardAsync(soon.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ProvisioningException or OperationCanceledException)
        {
            // The engine has already reported what broke the session; a left candidate changes nothing on the device.
        }

        await LeaveAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends what the session has open on its connection, where the protocol has a goodbye. Must not throw.</summary>
    protected virtual ValueTask LeaveAsync() => default;

    /// <summary>What a device said as a message may show it: secrets masked, control characters escaped, and no more than a page of it.</summary>
    /// <param name="text">The device's text.</param>
    protected string Masked(string text) => context.Quote(text);
}
