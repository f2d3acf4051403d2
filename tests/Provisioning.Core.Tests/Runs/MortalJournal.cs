using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Journals;

namespace Provisioning.Core.Tests.Runs;

/// <summary>
/// The real journal, in a process that can die: from then on nothing is written, whoever wants to write waits forever, and
/// the system has let go of its devices.
/// </summary>
internal sealed class MortalJournal : IProvisionJournal, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prv-journal-").FullName;
    private readonly ServiceProvider _services;
    private readonly List<IJournalRun> _runs = [];
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MortalJournal()
    {
        _services = new ServiceCollection().AddProvisionJournal(_folder).BuildServiceProvider();
        Survivor = _services.GetRequiredService<IProvisionJournal>();
    }

    /// <summary>As another process has it.</summary>
    public IProvisionJournal Survivor { get; }

    /// <summary>Completes when the process has died.</summary>
    public Task Death => _dead.Task;

    /// <summary>When to die: right before or after an entry is written.</summary>
    public Func<JournalEntry, Moment, bool> DiesAt { get; set; } = (_, _) => false;

    /// <summary>Dies, and never comes back to its caller.</summary>
    public async Task DieAsync()
    {
        _runs.ForEach(run => run.DisposeAsync().AsTask().GetAwaiter().GetResult());
        _dead.TrySetResult();
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    public async Task<IJournalRun> BeginAsync(RunStart run, CancellationToken cancellationToken)
    {
        var begun = await Survivor.BeginAsync(run, cancellationToken);
        _runs.Add(begun);
        return new MortalRun(this, begun);
    }

    public Task<IJournalRun> ReopenAsync(string runId, CancellationToken cancellationToken) => Survivor.ReopenAsync(runId, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter filter, CancellationToken cancellationToken) => Survivor.ReadAsync(filter, cancellationToken);

    public Task<Secret?> ReadBackupAsync(string runId, CancellationToken cancellationToken) => Survivor.ReadBackupAsync(runId, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class MortalRun(MortalJournal journal, IJournalRun run) : IJournalRun
    {
        public async Task WriteAsync(JournalEntry entry, bool flush)
        {
            await MaybeDieAsync(entry, Moment.Before);
            await run.WriteAsync(entry, flush);
            await MaybeDieAsync(entry, Moment.After);
        }

        public ValueTask DisposeAsync() => run.DisposeAsync();

        private Task MaybeDieAsync(JournalEntry entry, Moment moment) =>
            journal._dead.Task.IsCompleted || journal.DiesAt(entry, moment) ? journal.DieAsync() : Task.CompletedTask;
    }
}
