using Provisioning.Credentials;

namespace Provisioning.Journals;

/// <summary>
/// What runs did and do, kept outside the process: written before each stage that it tells of, so that after a crash it says
/// where every device was. It also keeps a second run, of this or another process on this machine, off a device.
/// </summary>
/// <remarks>Register one to have it: the engine keeps no journal by itself. Implementations are safe for concurrent use.</remarks>
public interface IProvisionJournal
{
    /// <summary>Takes the device for a run and writes the run's first entry.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the run's entries are written to; disposing it lets the device go.</returns>
    /// <exception cref="Errors.JournalException">
    /// The journal cannot be used, or (<see cref="Errors.ErrorCode.DeviceBusy"/>) another run is at work on the device.
    /// </exception>
    Task<IJournalRun> BeginAsync(RunStart run, CancellationToken cancellationToken);

    /// <summary>Takes the device of an earlier run again, to go on with that run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the run's further entries are written to; disposing it lets the device go.</returns>
    /// <exception cref="Errors.JournalException">As for <see cref="BeginAsync"/>, or there is no such run.</exception>
    Task<IJournalRun> ReopenAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Reads runs, the latest first.</summary>
    /// <param name="filter">Which runs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.JournalException">The journal cannot be read.</exception>
    Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>The running config that a run found before its commit; null when it kept none or it is no longer kept.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.JournalException">The journal cannot be read.</exception>
    Task<Secret?> ReadBackupAsync(string runId, CancellationToken cancellationToken);
}
