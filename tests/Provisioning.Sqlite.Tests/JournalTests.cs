using Microsoft.Data.Sqlite;
using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite.Tests;

/// <summary>What is written is read back, in order, and never changes.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    private SqliteJournal Journal => _folder.Journal;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_read_as_it_was_written()
    {
        var start = JournalFolder.Start("00000001") with { Undoes = "0000000f" };
        JournalEntry[] entries =
        [
            JournalFolder.Entry(ProvisionStage.Validate),
            JournalFolder.Entry(ProvisionStage.Commit, DeviceState.CandidateLoaded, 2) with { IntendedHash = "aa", DiffHash = "bb", RunningHash = "cc" },
            JournalFolder.Entry(ProvisionStage.Commit, DeviceState.Unknown, 3) with { RollingBack = true },
            JournalFolder.Entry(ProvisionStage.Commit, DeviceState.Unknown, 4) with { ResumedBy = new("cmdlet", "night", "req-8") },
            JournalFolder.Entry(ProvisionStage.Commit, DeviceState.RolledBack, 5) with { Outcome = ProvisionOutcome.RolledBack, Error = new(ErrorCode.CommitFailed, "no") },
        ];
        await using (var run = await Journal.BeginAsync(start, Token))
        {
            foreach (var entry in entries)
            {
                await run.WriteAsync(entry, flush: entry.Stage == ProvisionStage.Commit);
            }
        }

        var read = Assert.Single(await _folder.Another().ReadAsync(new(), Token));

        Assert.Equal(start, read.Start);
        Assert.Equal(entries, read.Entries);
        Assert.Equal((ProvisionOutcome.RolledBack, DeviceState.RolledBack, ProvisionStage.Commit, false), (read.Outcome, read.DeviceState, read.Reached, read.IsInterrupted));
    }

    [Fact]
    public async Task The_latest_run_comes_first_and_only_so_many_are_read()
    {
        foreach (var id in new[] { "00000001", "00000002", "00000003" })
        {
            await _folder.DieAsync(id, "r1");
        }

        Assert.Equal(["00000003", "00000002"], (await Journal.ReadAsync(new() { Latest = 2 }, Token)).Select(run => run.RunId));
    }

    [Fact]
    public async Task Runs_are_found_by_id_and_by_device_letter_case_apart()
    {
        await _folder.DieAsync("00000001", "r1");
        await _folder.DieAsync("00000002", "r2");

        Assert.Equal("r1", Assert.Single(await Journal.ReadAsync(new() { RunId = "00000001" }, Token)).Device);
        Assert.Equal("00000002", Assert.Single(await Journal.ReadAsync(new() { Device = "R2" }, Token)).RunId);
    }

    [Fact]
    public async Task No_journal_at_all_is_an_empty_one_and_reading_makes_none()
    {
        Assert.Empty(await Journal.ReadAsync(new(), Token));
        Assert.False(File.Exists(_folder.File));
    }

    [Theory]
    [InlineData("UPDATE entry SET device_state = 'Untouched'")]
    [InlineData("DELETE FROM entry")]
    [InlineData("UPDATE run SET device = 'r2'")]
    [InlineData("DELETE FROM run")]
    public async Task What_is_written_cannot_be_changed(string sql)
    {
        await _folder.DieAsync("00000001", "r1", JournalFolder.Entry(ProvisionStage.Commit));

        var refusal = Assert.Throws<SqliteException>(() => _folder.Execute(sql));

        Assert.Contains("only added to", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_runs_at_once_are_all_there()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (number, token) =>
        {
            await using var run = await Journal.BeginAsync(JournalFolder.Start($"{number:x8}", $"r{number}"), token);
            await run.WriteAsync(JournalFolder.Entry(ProvisionStage.Commit), flush: true);
        });

        var runs = await Journal.ReadAsync(new(), Token);

        Assert.Equal(1000, runs.Count(run => run.Entries.Count == 1));
    }

    [Fact]
    public async Task Two_processes_write_to_one_journal()
    {
        var other = _folder.Another();
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (number, token) =>
        {
            await using var run = await (number % 2 == 0 ? Journal : other).BeginAsync(JournalFolder.Start($"{number:x8}", $"r{number}"), token);
            await run.WriteAsync(JournalFolder.Entry(ProvisionStage.Commit), flush: number % 3 == 0);
        });

        Assert.Equal(100, (await Journal.ReadAsync(new(), Token)).Count);
    }

    /// <summary>Many journals, so that every order is met in which ten can come upon a file that one of them is making.</summary>
    [Fact]
    public async Task Ten_processes_make_a_journal_at_the_same_time()
    {
        for (var time = 0; time < 20; time++)
        {
            using var folder = new JournalFolder();
            var journals = Enumerable.Range(0, 10).Select(_ => folder.Another()).ToList();

            await Task.WhenAll(journals.Select((journal, number) => Task.Run(() => BeginAsync(journal, number), Token)));

            Assert.Equal(10, (await folder.Journal.ReadAsync(new(), Token)).Count);
        }

        static async Task BeginAsync(SqliteJournal journal, int number)
        {
            await using var run = await journal.BeginAsync(JournalFolder.Start($"{number:x8}", $"r{number}"), Token);
        }
    }

    [Fact]
    public async Task A_run_whose_id_is_taken_is_refused_and_costs_the_others_nothing()
    {
        await _folder.DieAsync("00000001", "r1");
        var others = Enumerable.Range(2, 20).Select(number => _folder.DieAsync($"{number:x8}", $"r{number}", JournalFolder.Entry(ProvisionStage.Commit)));

        var twin = Assert.ThrowsAsync<JournalException>(() => Journal.BeginAsync(JournalFolder.Start("00000001", "r99"), Token));
        await Task.WhenAll(others);

        Assert.Equal(ErrorCode.JournalUnusable, (await twin).Code);
        Assert.Equal(21, (await Journal.ReadAsync(new(), Token)).Count);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_files_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows files have no modes");

        await using (var run = await Journal.BeginAsync(JournalFolder.Start("00000001"), Token))
        {
            await run.WriteAsync(JournalFolder.Entry(ProvisionStage.Commit) with { Backup = new Secret("hostname r1\n") }, flush: true);
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var paths = Directory.EnumerateFileSystemEntries(_folder.Folder, "*", SearchOption.AllDirectories).Append(_folder.Folder).ToList();
        Assert.InRange(paths.Count, 5, 10);
        Assert.All(paths, path => Assert.True((File.GetUnixFileMode(path) & Others) == 0, $"{path}: {File.GetUnixFileMode(path)}"));
    }
}
