using Provisioning.Diffs;

namespace Provisioning.Drivers;

/// <summary>
/// An open session on one device; not for concurrent use. Each verb succeeds only on a positive sign from the device and
/// otherwise throws the <see cref="Errors.ProvisioningException"/> of its stage, with what the device said, secrets masked.
/// </summary>
/// <remarks>
/// Disposing always closes the connection and discards an uncommitted candidate; it never touches a commit that waits for
/// its confirmation, and it does not throw. A verb whose cancellation or timeout leaves the dialogue in an unknown place
/// closes the connection; later verbs then throw <see cref="Errors.ConnectionException"/>.
/// </remarks>
public interface IDeviceSession : IAsyncDisposable
{
    /// <summary>Reads a config store, without the lines that differ from one reading to the next (times, sizes).</summary>
    /// <param name="store">Which store; <see cref="ConfigStore.Candidate"/> only after <see cref="LoadAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken);

    /// <summary>Loads a config into the candidate. The running config is untouched.</summary>
    /// <param name="config">The config text, LF line ends.</param>
    /// <param name="operation">Merge or replace.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.LoadException">The device rejects a line; names it and the device's answer.</exception>
    Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken);

    /// <summary>What committing the candidate would change.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken);

    /// <summary>Has the device check the whole candidate; only where <see cref="PlatformCapabilities.Validate"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.LoadException">The device refuses the candidate.</exception>
    Task ValidateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the candidate the running config. The startup config is untouched. Before anything changes, a way back is laid
    /// on the device: its own timer when a confirm timeout is asked for, and what <see cref="RollbackAsync"/> needs.
    /// </summary>
    /// <param name="request">Timer and message.</param>
    /// <param name="cancellationToken">Gives up waiting; the commit may still happen.</param>
    /// <exception cref="Errors.CommitException">
    /// The device did not say that it is done; its state must be looked at. With code <see cref="Errors.ErrorCode.DeviceBusy"/>
    /// another run was at work, and nothing of this one was changed.
    /// </exception>
    Task CommitAsync(CommitRequest request, CancellationToken cancellationToken);

    /// <summary>The commit that waits for its confirmation, whoever made it; null when there is none.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken);

    /// <summary>Confirms this run's pending commit, also from another session than the one that committed.</summary>
    /// <param name="cancellationToken">Gives up waiting; the confirmation may still happen.</param>
    /// <exception cref="Errors.CommitException">Nothing of ours is pending any more, or the device refuses.</exception>
    Task ConfirmAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Undoes this run's commit, pending or confirmed but not saved, also from another session than the one that committed.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; the rollback may still happen.</param>
    /// <exception cref="Errors.RollbackException">There is nothing to go back to, or the device refuses.</exception>
    Task RollbackAsync(CancellationToken cancellationToken);

    /// <summary>Drops the candidate. Nothing happens when there is none.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task DiscardAsync(CancellationToken cancellationToken);

    /// <summary>Saves running to startup and checks that it was saved. Saving again is harmless.</summary>
    /// <param name="cancellationToken">Gives up waiting; the save may still happen.</param>
    /// <exception cref="Errors.CommitException">The device did not say that it saved, or startup differs from running.</exception>
    Task SaveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes all that this run left on the device: candidates, and the way back that <see cref="CommitAsync"/> laid. For the
    /// end of a run, when its commit is saved or undone. Nothing happens when nothing is left.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task CleanUpAsync(CancellationToken cancellationToken);
}
