using System.Collections.Concurrent;
using System.Text;
using Provisioning.Credentials;
using Provisioning.Errors;

namespace Provisioning.Sqlite.Tests;

/// <summary>Configs from before commits: kept, sealed, and only so many.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Config = "hostname r1\nsnmp-server community s3cr3t-c0mmun1ty\n";
    private static readonly CancellationToken Token = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_is_given_back_to_another_process()
    {
        await BackUpAsync("00000001", "r1");

        Assert.Equal(Config, (await _folder.Another().ReadBackupAsync("00000001", Token))!.Reveal());
        Assert.True(Assert.Single(await _folder.Journal.ReadAsync(new(), Token)).HasBackup);
    }

    [Fact]
    public async Task No_file_shows_a_part_of_it()
    {
        await BackUpAsync("00000001", "r1");

        Assert.All(Directory.EnumerateFiles(_folder.Folder, "*", SearchOption.AllDirectories), file =>
        {
            var text = Encoding.Latin1.GetString(ReadShared(file));
            Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
            Assert.DoesNotContain("c0mmun1ty", text, StringComparison.Ordinal);
            Assert.DoesNotContain("snmp-server", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task With_another_key_there_is_no_backup()
    {
        await BackUpAsync("00000001", "r1");
        File.WriteAllBytes(Path.Combine(_folder.Folder, "backup.key"), new byte[32]);

        Assert.Null(await _folder.Another().ReadBackupAsync("00000001", Token));
    }

    [Fact]
    public async Task A_backup_that_was_put_under_another_run_is_not_believed()
    {
        await BackUpAsync("00000001", "r1");
        _folder.Execute("UPDATE backup SET run_id = '00000002'");

        Assert.Null(await _folder.Journal.ReadBackupAsync("00000002", Token));
    }

    [Fact]
    public async Task The_key_may_lie_elsewhere()
    {
        var elsewhere = Path.Combine(Path.GetDirectoryName(_folder.Folder)!, "keys", "k");
        var journal = _folder.Another(options => options.KeyFile = elsewhere);
        await BackUpAsync("00000001", "r1", journal);

        Assert.Equal(32, new FileInfo(elsewhere).Length);
        Assert.Equal(Config, (await journal.ReadBackupAsync("00000001", Token))!.Reveal());
    }

    /// <summary>What one of them sealed with a key that another then replaced nobody could ever read again.</summary>
    [Fact]
    public void Of_many_processes_that_make_the_key_at_the_same_time_all_have_one()
    {
        for (var time = 0; time < 100; time++)
        {
            var key = Path.Combine(_folder.Folder, $"{time}", "backup.key");
            using var start = new Barrier(6);
            var boxes = new ConcurrentBag<byte[]>();
            var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                boxes.Add(new BackupSeal(key).Close(new Secret(Config), "00000001"));
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Equal(Enumerable.Repeat(Config, 6), boxes.Select(box => new BackupSeal(key).Open(box, "00000001")?.Reveal()));
        }
    }

    [Fact]
    public async Task A_key_of_a_wrong_size_is_refused_before_anything_is_written()
    {
        Directory.CreateDirectory(_folder.Folder);
        File.WriteAllBytes(Path.Combine(_folder.Folder, "backup.key"), new byte[5]);

        var refusal = await Assert.ThrowsAsync<JournalException>(() => BackUpAsync("00000001", "r1"));

        Assert.Equal(ErrorCode.JournalUnusable, refusal.Code);
        Assert.Contains("backup.key", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(await _folder.Journal.ReadAsync(new(), Token)).Entries);
    }

    [Fact]
    public async Task Only_the_latest_of_each_device_are_kept()
    {
        var journal = _folder.Another(options => options.BackupsPerDevice = 2);
        foreach (var number in Enumerable.Range(1, 3))
        {
            await BackUpAsync($"0000000{number}", number % 2 == 0 ? "R1" : "r1", journal);
            await BackUpAsync($"1000000{number}", "r2", journal);
        }

        var kept = (await journal.ReadAsync(new(), Token)).Where(run => run.HasBackup).Select(run => run.RunId).Order(StringComparer.Ordinal);

        Assert.Equal(["00000002", "00000003", "10000002", "10000003"], kept);
    }

    [Fact]
    public async Task A_run_without_a_backup_has_none() =>
        Assert.Null(await _folder.Journal.ReadBackupAsync("00000001", Token));

    private async Task BackUpAsync(string runId, string device, SqliteJournal? journal = null)
    {
        await using var run = await (journal ?? _folder.Journal).BeginAsync(JournalFolder.Start(runId, device), Token);
        await run.WriteAsync(JournalFolder.Entry(ProvisionStage.Commit) with { Backup = new Secret(Config) }, flush: true);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
