namespace Provisioning.Journals;

/// <summary>One run's place in the journal, and its hold on the device until it is disposed.</summary>
public interface IJournalRun : IAsyncDisposable
{
    /// <summary>Adds an entry; nothing is ever changed or removed. When this returns, a killed process loses it no more.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="flush">Whether it has to be on disk, and outlast a power failure, before this returns.</param>
    /// <exception cref="Errors.JournalException">It could not be written.</exception>
    Task WriteAsync(JournalEntry entry, bool flush);
}
