using System.Runtime.Versioning;
using Provisioning.Errors;
using Provisioning.TestKit;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

/// <summary>The scripts that commit, confirm and go back, and their timer, in a real shell.</summary>
[SupportedOSPlatform("linux")]
public sealed class FrrCommitScriptsTests : IAsyncDisposable
{
    private readonly FrrShell _frr = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _frr.DisposeAsync();

    [Fact]
    public async Task A_confirmed_commit_stays_and_its_timer_is_gone()
    {
        var session = await _frr.CommittedAsync(FrrShell.Long);
        var timer = Pid();

        await session.ConfirmAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(!IsRunning(timer)), TimeSpan.FromSeconds(10));

        Assert.Null(await session.GetPendingCommitAsync(Token));
        Assert.Equal(FrrShell.Old + FrrShell.New, _frr.Running);
    }

    [Fact]
    public async Task An_unconfirmed_commit_goes_back_by_itself_and_leaves_nothing()
    {
        await _frr.CommittedAsync(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists(_frr.State)), TimeSpan.FromSeconds(20));

        Assert.Equal(FrrShell.Old, _frr.Running);
        Assert.Empty(Directory.GetDirectories("/tmp", $"prv-{_frr.RunId}-*"));
    }

    [Fact]
    public async Task A_pending_commit_tells_its_owner_and_time()
    {
        var pending = await (await _frr.CommittedAsync(FrrShell.Long)).GetPendingCommitAsync(Token);

        Assert.Equal(_frr.RunId, pending?.Owner);
        Assert.InRange(pending!.Remaining!.Value, TimeSpan.FromMinutes(4), FrrShell.Long);
    }

    [Fact]
    public async Task A_rollback_brings_the_old_config_back_and_ends_the_timer()
    {
        var session = await _frr.CommittedAsync(FrrShell.Long);
        var timer = Pid();

        await session.RollbackAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(!IsRunning(timer)), TimeSpan.FromSeconds(10));

        Assert.Equal(FrrShell.Old, _frr.Running);
        Assert.False(Directory.Exists(_frr.State));
    }

    [Fact]
    public async Task A_rollback_that_cannot_be_checked_is_no_success()
    {
        var session = await _frr.CommittedAsync(FrrShell.Long);
        File.WriteAllText(_frr.Shell.File("broken"), "");

        await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));
    }

    [Fact]
    public async Task A_commit_for_good_can_be_rolled_back_too()
    {
        var session = await _frr.CommittedAsync(null);

        Assert.Null(await session.GetPendingCommitAsync(Token));
        await session.RollbackAsync(Token);

        Assert.Equal(FrrShell.Old, _frr.Running);
    }

    [Fact]
    public async Task A_second_commit_is_refused_while_one_waits()
    {
        await _frr.CommittedAsync(FrrShell.Long);
        var other = _frr.Session("ffffffff");
        await other.LoadAsync("hostname other\n", LoadOperation.Merge, Token);

        var exception = await Assert.ThrowsAsync<CommitException>(() => other.CommitAsync(new(FrrShell.Long, null), Token));
        await other.DiscardAsync(Token);

        Assert.Contains("waits for its confirmation", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FrrShell.Old + FrrShell.New, _frr.Running);
    }

    [Fact]
    public async Task Another_run_neither_confirms_nor_rolls_back()
    {
        await _frr.CommittedAsync(FrrShell.Long);
        var other = _frr.Session("ffffffff");

        await Assert.ThrowsAsync<CommitException>(() => other.ConfirmAsync(Token));
        await Assert.ThrowsAsync<RollbackException>(() => other.RollbackAsync(Token));

        Assert.Equal(FrrShell.Old + FrrShell.New, _frr.Running);
    }

    [Theory]
    [InlineData("armed")]
    [InlineData("firing")]
    public async Task What_a_reboot_left_is_neither_pending_nor_in_the_way(string left)
    {
        await LeaveAsync(left, boot: "another-boot");
        Assert.Null(await _frr.Session().GetPendingCommitAsync(Token));

        await (await _frr.CommittedAsync(FrrShell.Long)).ConfirmAsync(Token);

        Assert.Equal(FrrShell.Old + FrrShell.New, _frr.Running);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("999999999")]
    public async Task A_commit_whose_timer_is_gone_is_pending_without_a_time(string? pid)
    {
        await LeaveAsync("armed", BootId(), pid);

        var pending = await _frr.Session().GetPendingCommitAsync(Token);

        Assert.Equal("ffffffff", pending?.Owner);
        Assert.Null(pending!.Remaining);
    }

    [Fact]
    public async Task A_process_that_got_the_timers_number_is_left_alone()
    {
        var session = await _frr.CommittedAsync(FrrShell.Long);
        var timer = Pid();
        using var stranger = System.Diagnostics.Process.Start("setsid", ["sleep", "60"]);
        await File.WriteAllTextAsync(Path.Combine(_frr.State, "pid"), $"{stranger.Id}\n", Token);

        await session.ConfirmAsync(Token);
        var survived = !stranger.HasExited;
        stranger.Kill();
        System.Diagnostics.Process.GetProcessById(timer).Kill(entireProcessTree: true);

        Assert.True(survived);
    }

    [Fact]
    public async Task A_backup_without_its_end_stops_the_commit_before_it_changes_anything()
    {
        File.WriteAllText(_frr.Shell.File("cut"), "");
        var session = await _frr.LoadedAsync();

        var exception = await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(FrrShell.Long, null), Token));

        Assert.Contains("nothing was changed", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FrrShell.Old, _frr.Running);
        Assert.False(Directory.Exists(_frr.State));
    }

    [Fact]
    public async Task A_timer_that_cannot_be_stored_stops_the_commit_before_it_changes_anything()
    {
        // Stands for a full disk: the first write of the timer fails.
        _frr.Shell.AddTool("mkdir", """/bin/mkdir "$@" || exit 1; case $1 in */before) /bin/ln -s /dev/full "${1%/before}/timer" ;; esac""");
        var session = await _frr.LoadedAsync();

        await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(FrrShell.Long, null), Token));

        Assert.Equal(FrrShell.Old, _frr.Running);
        Assert.False(Directory.Exists(_frr.State));
    }

    [Fact]
    public async Task A_full_disk_under_the_backup_stops_the_commit_before_it_changes_anything()
    {
        _frr.Shell.AddTool("mkdir", """/bin/mkdir "$@" || exit 1; case $1 in */before) /bin/ln -s /dev/full "$1/frr.conf" ;; esac""");
        var session = await _frr.LoadedAsync();

        await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(FrrShell.Long, null), Token));

        Assert.Equal(FrrShell.Old, _frr.Running);
        Assert.False(Directory.Exists(_frr.State));
    }

    [Fact]
    public async Task While_a_commit_is_under_way_it_is_pending_and_a_rollback_waits_for_its_end()
    {
        var session = await _frr.LoadedAsync();
        File.WriteAllText(_frr.Shell.File("slow"), "");
        var committing = session.CommitAsync(new(null, null), Token);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(_frr.Shell.File("begun"))), TimeSpan.FromSeconds(20));

        var pending = await _frr.Session().GetPendingCommitAsync(Token);
        var rolling = _frr.Session().RollbackAsync(Token);
        File.Delete(_frr.Shell.File("slow"));
        await committing;
        await rolling;

        Assert.Equal(_frr.RunId, pending?.Owner);
        Assert.Equal(FrrShell.Old, _frr.Running);
    }

    private static bool IsRunning(int pid) => Directory.Exists($"/proc/{pid}");

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id");

    private int Pid() => int.Parse(File.ReadAllText(Path.Combine(_frr.State, "pid")).Trim(), System.Globalization.CultureInfo.InvariantCulture);

    private async Task LeaveAsync(string marker, string boot, string? pid = null)
    {
        Directory.CreateDirectory(Path.Combine(_frr.State, "before"));
        var files = new Dictionary<string, string> { ["owner"] = "ffffffff\n", ["boot"] = boot, [marker] = "", ["deadline"] = "1\n" };
        if (pid is not null)
        {
            files["pid"] = pid + "\n";
        }

        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(_frr.State, name), text, Token);
        }
    }
}
