using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Sqlite.Tests;

/// <summary>A journal that cannot be used says so, by name and with the reason, at the first entry of a run.</summary>
public sealed class BrokenJournalTests : IDisposable
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_newer_journal_is_left_alone()
    {
        await _folder.DieAsync("00000001", "r1");
        _folder.Execute("PRAGMA user_version = 2");
        var before = File.ReadAllBytes(_folder.File);

        await RefusesAsync(_folder.Another(), ErrorCode.JournalNewer, "has version 2");

        Assert.Equal(before, File.ReadAllBytes(_folder.File));
    }

    [Fact]
    public async Task A_newer_journal_is_not_read_either()
    {
        await _folder.DieAsync("00000001", "r1");
        _folder.Execute("PRAGMA user_version = 2");

        Assert.Equal(ErrorCode.JournalNewer, (await Assert.ThrowsAsync<JournalException>(() => _folder.Another().ReadAsync(new(), Token))).Code);
    }

    [Fact]
    public Task Another_programs_database_is_left_alone()
    {
        Directory.CreateDirectory(_folder.Folder);
        _folder.Execute("CREATE TABLE songs (title TEXT)");

        return RefusesAsync(_folder.Journal, ErrorCode.JournalUnusable, "a database of something else");
    }

    [Fact]
    public Task A_file_that_is_no_database_is_left_alone()
    {
        Directory.CreateDirectory(_folder.Folder);
        File.WriteAllText(_folder.File, new string('x', 5000));

        return RefusesAsync(_folder.Journal, ErrorCode.JournalUnusable, "damaged, or not a journal");
    }

    [Fact]
    public Task A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.Folder, "a file in the way");

        return RefusesAsync(_folder.Journal, ErrorCode.JournalUnusable, _folder.Folder);
    }

    [Fact]
    public async Task On_a_full_disk_a_run_does_not_begin()
    {
        using var disk = SmallDisk.Mount();
        using var folder = new JournalFolder(Path.Combine(disk.Path, "state"));
        await folder.DieAsync("00000001", "r1");
        disk.Fill();

        await RefusesAsync(folder.Journal, ErrorCode.JournalUnusable, "the disk is full");
    }

    [Fact]
    public async Task A_full_disk_that_has_room_again_is_written_to_again()
    {
        using var disk = SmallDisk.Mount();
        using var folder = new JournalFolder(Path.Combine(disk.Path, "state"));
        await folder.DieAsync("00000001", "r1");
        disk.Fill();
        await RefusesAsync(folder.Journal, ErrorCode.JournalUnusable, "the disk is full");
        disk.Empty();

        await folder.DieAsync("00000003", "r3", JournalFolder.Entry(ProvisionStage.Done));

        Assert.Equal(["00000003", "00000001"], (await folder.Journal.ReadAsync(new(), Token)).Select(run => run.RunId));
    }

    [Fact]
    public async Task On_a_read_only_disk_a_run_does_not_begin()
    {
        using var disk = SmallDisk.Mount();
        using var folder = new JournalFolder(Path.Combine(disk.Path, "state"));
        await folder.DieAsync("00000001", "r1");
        folder.Journal.Dispose();
        disk.MakeReadOnly();

        await RefusesAsync(folder.Another(), ErrorCode.JournalUnusable, "read-only");
    }

    private static async Task RefusesAsync(SqliteJournal journal, ErrorCode code, string reason)
    {
        var refusal = await Assert.ThrowsAsync<JournalException>(() => journal.BeginAsync(JournalFolder.Start("00000002", "r2"), Token));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }
}
