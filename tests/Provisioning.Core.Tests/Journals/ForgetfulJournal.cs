using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Core.Tests.Journals;

/// <summary>A journal whose disk is full from a stage on.</summary>
internal sealed class ForgetfulJournal(IProvisionJournal journal, ProvisionStage from) : IProvisionJournal
{
    public async Task<IJournalRun> BeginAsync(RunStart run, CancellationToken cancellationToken) =>
        new Run(await journal.BeginAsync(run, cancellationToken), from);

    public Task<IJournalRun> ReopenAsync(string runId, CancellationToken cancellationToken) => journal.ReopenAsync(runId, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ReadAsync(RunFilter filter, CancellationToken cancellationToken) => journal.ReadAsync(filter, cancellationToken);

    public Task<Secret?> ReadBackupAsync(string runId, CancellationToken cancellationToken) => journal.ReadBackupAsync(runId, cancellationToken);

    private sealed class Run(IJournalRun run, ProvisionStage from) : IJournalRun
    {
        private bool _isFull;

        public Task WriteAsync(JournalEntry entry, bool flush)
        {
            _isFull |= entry.Stage >= from;
            return _isFull ? Task.FromException(new JournalException(ErrorCode.JournalUnusable, "the disk is full")) : run.WriteAsync(entry, flush);
        }

        public ValueTask DisposeAsync() => run.DisposeAsync();
    }
}
