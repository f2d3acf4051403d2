namespace Provisioning.Lab;

/// <summary>Every write to a device, in order; nothing is ever removed. Safe to read while the device is in use.</summary>
public sealed class LabJournal
{
    private readonly List<LabJournalEntry> _entries = [];
    private readonly List<(LabWrite Write, TaskCompletionSource<LabJournalEntry> Seen)> _waiting = [];

    internal LabJournal()
    {
    }

    /// <summary>A copy of the entries so far.</summary>
    public IReadOnlyList<LabJournalEntry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The writes that changed what the device uses now or after a reload, or its files. Empty after a dry run.</summary>
    public IReadOnlyList<LabJournalEntry> DeviceWrites => [.. Entries.Where(entry => entry.Store != LabStore.Candidate)];

    /// <summary>The writes to candidates only.</summary>
    public IReadOnlyList<LabJournalEntry> CandidateWrites => [.. Entries.Where(entry => entry.Store == LabStore.Candidate)];

    /// <summary>The entries of one kind.</summary>
    /// <param name="write">The kind.</param>
    public IReadOnlyList<LabJournalEntry> Of(LabWrite write) => [.. Entries.Where(entry => entry.Write == write)];

    /// <summary>Waits for the first write of a kind, also when it is already there.</summary>
    /// <param name="write">The kind.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The entry.</returns>
    public Task<LabJournalEntry> WaitForAsync(LabWrite write, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            var seen = new TaskCompletionSource<LabJournalEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_entries.FirstOrDefault(entry => entry.Write == write) is { } entry)
            {
                seen.SetResult(entry);
            }

            _waiting.Add((write, seen));
            return seen.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Notes a write, for personalities of one's own.</summary>
    /// <param name="entry">The write.</param>
    public void Add(LabJournalEntry entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            _waiting.Where(waiting => waiting.Write == entry.Write).ToList().ForEach(waiting => waiting.Seen.TrySetResult(entry));
        }
    }
}
