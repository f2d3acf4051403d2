using Microsoft.Data.Sqlite;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite.Tests;

/// <summary>A folder for one test, and journals over it.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly List<SqliteJournal> _journals = [];
    private readonly bool _isOurs;

    public JournalFolder(string? path = null)
    {
        _isOurs = path is null;
        Folder = path ?? Path.Combine(Directory.CreateTempSubdirectory("prv-journal-").FullName, "state");
        Journal = Another();
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "journal.db");

    public SqliteJournal Journal { get; }

    /// <summary>As another process would open it.</summary>
    public SqliteJournal Another(Action<JournalOptions>? configure = null)
    {
        var options = new JournalOptions { Folder = Folder };
        configure?.Invoke(options);
        _journals.Add(new(options));
        return _journals[^1];
    }

    public static RunStart Start(string runId, string device = "r1") => new(
        runId, device, new("cmdlet", "ops", "req-7"), LoadOperation.Replace, Commits: true, TimeSpan.FromMinutes(5), At(0));

    public static JournalEntry Entry(ProvisionStage stage, DeviceState state = DeviceState.Untouched, int second = 0) => new(At(second), stage, state);

    public static DateTimeOffset At(int second) => new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddSeconds(second);

    /// <summary>Writes a run whose process then died.</summary>
    public async Task DieAsync(string runId, string device, params JournalEntry[] entries)
    {
        await using var run = await Journal.BeginAsync(Start(runId, device), CancellationToken.None);
        foreach (var entry in entries)
        {
            await run.WriteAsync(entry, flush: false);
        }
    }

    /// <summary>What somebody with another program does to the file.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _journals.ForEach(journal => journal.Dispose());
        if (_isOurs)
        {
            Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        }
    }
}
