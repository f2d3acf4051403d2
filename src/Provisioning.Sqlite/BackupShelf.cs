using Provisioning.Credentials;

namespace Provisioning.Sqlite;

/// <summary>How backups are put away: sealed, and so many of a device.</summary>
internal sealed record BackupShelf(BackupSeal Seal, int PerDevice)
{
    public BackupRow Row(string runId, string device, Secret backup) => new(runId, device, Seal.Close(backup, runId), PerDevice);
}
