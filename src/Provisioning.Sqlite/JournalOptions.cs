namespace Provisioning.Sqlite;

/// <summary>Where the journal is and what it keeps.</summary>
public sealed class JournalOptions
{
    /// <summary>
    /// The folder of the journal (<c>journal.db</c>), of the locks that keep two runs off one device, and of the key. It is made
    /// for its owner alone. Runs of different users keep off each other's devices only when they share one. A local disk:
    /// network file systems lose locks.
    /// </summary>
    public required string Folder { get; set; }

    /// <summary>
    /// The file of the key that backups are sealed with; made with the first one. Default: <c>backup.key</c> in
    /// <see cref="Folder"/>. On another disk, a copy of the folder shows no config.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>How many backups of each device are kept, at least 1. Default 10.</summary>
    public int BackupsPerDevice { get; set; } = 10;
}
