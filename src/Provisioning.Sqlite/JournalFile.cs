using Microsoft.Data.Sqlite;
using Provisioning.Errors;

namespace Provisioning.Sqlite;

/// <summary>The SQLite file: opening it, its tables, and what its errors mean.</summary>
internal sealed class JournalFile(string path)
{
    /// <summary>Written into the file's head, so that nothing else is taken for a journal: "PrvJ".</summary>
    private const int ApplicationId = 0x5072764A;
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL COLLATE NOCASE,
            trigger_kind TEXT NOT NULL, trigger_user TEXT, request_id TEXT, machine TEXT NOT NULL, process_id INTEGER NOT NULL,
            operation TEXT NOT NULL, commits INTEGER NOT NULL, confirm_timeout_s REAL, at TEXT NOT NULL, undoes TEXT);
        CREATE INDEX run_device ON run (device);
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES run (run_id), at TEXT NOT NULL, stage TEXT NOT NULL,
            device_state TEXT NOT NULL, intended_hash TEXT, diff_hash TEXT, running_hash TEXT, rolling_back INTEGER NOT NULL,
            resumed_kind TEXT, resumed_user TEXT, resumed_request TEXT, outcome TEXT, error_code TEXT, error_message TEXT);
        CREATE INDEX entry_run ON entry (run_id);
        CREATE TABLE backup (id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL COLLATE NOCASE, box BLOB NOT NULL);
        CREATE INDEX backup_device ON backup (device);
        CREATE TRIGGER run_stays BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
        CREATE TRIGGER run_remains BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
        CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
        """;

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <summary>Opens the file, making it when there is none.</summary>
    /// <exception cref="JournalException">It cannot be used; nothing in it was changed.</exception>
    public SqliteConnection Open() => Guard(() =>
    {
        PrivateFiles.MakeFolder(System.IO.Path.GetDirectoryName(path)!);
        PrivateFiles.Touch(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true }.ToString());
        try
        {
            connection.Open();
            Prepare(connection);
            return connection;
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Opens the file for one reading.</summary>
    public T Use<T>(Func<SqliteConnection, T> read)
    {
        using var connection = Open();
        return Guard(() => read(connection));
    }

    /// <summary>Lets nothing but a <see cref="JournalException"/> out.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw new JournalException(ErrorCode.JournalUnusable, $"The journal '{path}' cannot be used: {Reason(exception)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new JournalException(ErrorCode.JournalUnusable, $"The journal '{path}' cannot be used: {exception.Message}", exception);
        }
    }

    private void Prepare(SqliteConnection connection)
    {
        connection.Run(null, "PRAGMA busy_timeout = 10000");
        var (application, version, tables) = ReadHead(connection);
        if (application != ApplicationId && (application != 0 || version != 0 || tables != 0))
        {
            throw new JournalException(ErrorCode.JournalUnusable, $"'{path}' is a database of something else, not a journal. Give the journal a folder of its own.");
        }

        if (version > Version)
        {
            throw new JournalException(ErrorCode.JournalNewer, $"The journal '{path}' has version {version}; this software knows versions up to {Version}. Use the newer software, or another folder.");
        }

        // Readers do not wait for writers, nor the other way round; a transaction is one append to one file.
        connection.Run(null, "PRAGMA journal_mode = WAL");
        if (version == 0)
        {
            MakeTables(connection);
        }
    }

    /// <summary>Reads in one transaction: between two, another process may have made the tables.</summary>
    private static (long Application, long Version, long Tables) ReadHead(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return (Number(connection, "PRAGMA application_id", transaction), Number(connection, "PRAGMA user_version", transaction),
            Number(connection, "SELECT count(*) FROM sqlite_master", transaction));
    }

    private static void MakeTables(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Number(connection, "PRAGMA user_version", transaction) == 0)
        {
            connection.Run(transaction, $"{Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        }

        transaction.Commit();
    }

    private static long Number(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using var command = connection.Command(transaction, text);
        return (long)command.ExecuteScalar()!;
    }

    private static string Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL => "the disk is full. Make room on it.",
        SQLitePCL.raw.SQLITE_READONLY => "it, its folder or its disk is read-only.",
        SQLitePCL.raw.SQLITE_CANTOPEN => "it cannot be opened for writing. Check that its folder and disk are not read-only, and the rights on them.",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "another process has held it for too long.",
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => "it is damaged, or not a journal. Put it aside; a new one is made.",
        _ => $"SQLite says '{exception.Message}'.",
    };
}
