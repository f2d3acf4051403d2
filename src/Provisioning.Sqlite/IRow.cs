using Microsoft.Data.Sqlite;

namespace Provisioning.Sqlite;

/// <summary>Something to add to the journal.</summary>
internal interface IRow
{
    void Insert(SqliteConnection connection, SqliteTransaction transaction);
}
