using Microsoft.Extensions.Logging;
using Provisioning.Inventories;
using Provisioning.Journals;

namespace Provisioning;

/// <summary>What earlier runs did, and what can still be done about it. It needs a journal.</summary>
public interface IProvisionHistory
{
    /// <summary>Reads runs, the latest first; see <see cref="RunFilter.Interrupted"/> for those that want to be resumed.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.JournalException">There is no journal, or it cannot be read.</exception>
    Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Brings an interrupted run to its end. What it had verified is confirmed and saved; anything else is rolled back, unless
    /// the device has gone back by itself. A change that somebody else made since is left alone.
    /// </summary>
    /// <param name="device">The run's device.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="trigger">Who asks; <see cref="ProvisionTrigger.Host"/> when null.</param>
    /// <param name="log">The caller's log; the engine's own when null.</param>
    /// <param name="cancellationToken">Gives up, unless the device is being changed.</param>
    /// <remarks>
    /// Without a commit timer nobody can tell a run's change that was not verified from somebody's later one: both go, and the result's
    /// <see cref="ProvisionResult.AppliedDiff"/> shows what did.
    /// </remarks>
    /// <returns>
    /// What is true of the device now: Changed when the run was finished, else RolledBack or Failed with
    /// <see cref="Errors.ErrorCode.RunInterrupted"/>. While the device state is not known the run stays interrupted, and may be resumed again.
    /// </returns>
    /// <exception cref="Errors.JournalException">There is no journal or no such run, the run was not interrupted, or it is another device's.</exception>
    Task<ProvisionResult> ResumeAsync(
        Device device, string runId, ProvisionTrigger? trigger = null, ILogger? log = null, CancellationToken cancellationToken = default);

    /// <summary>Puts back the running config from before a run, as a run of its own that replaces the config; a dry run by default.</summary>
    /// <param name="device">The run's device.</param>
    /// <param name="runId">The id of the run to undo.</param>
    /// <param name="options">As for any run; it always replaces the config. A plan is one of a dry run of the same undoing.</param>
    /// <param name="cancellationToken">Gives up, unless the device is being changed.</param>
    /// <exception cref="Errors.JournalException">There is no journal, no such run or no backup of it, or it is another device's.</exception>
    Task<ProvisionResult> UndoAsync(Device device, string runId, ProvisionOptions? options = null, CancellationToken cancellationToken = default);
}
