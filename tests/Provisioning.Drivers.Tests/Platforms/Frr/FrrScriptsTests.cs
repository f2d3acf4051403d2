using System.Runtime.Versioning;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Tests.Posix;
using Provisioning.Errors;
using Provisioning.TestKit;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

/// <summary>The scripts in a real shell, with stand-ins for vtysh and frr-reload.py; paths have spaces and quotes.</summary>
[SupportedOSPlatform("linux")]
public sealed class FrrScriptsTests : IAsyncDisposable
{
    private const string Old = "frr version 8.4.4\nhostname old\n";
    private const string New = "hostname new\n";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private readonly LocalShell _shell = new();

    public FrrScriptsTests()
    {
        Directory.CreateDirectory(Config);
        File.WriteAllText(_shell.File("running"), Old);
        _shell.AddTool("vtysh", """
            case "$*" in
              *'show version'*) echo 'FRRouting 8.4.4 (frr1).' ;;
              *'show running-config'*) cat "$FAKE/running"; [ -e "$FAKE/cut" ] || echo end ;;
              *' -C -f '*) ! grep bogus "$7" ;;
              *' -f '*) [ ! -e "$FAKE/slow" ] || { : > "$FAKE/begun"; while [ -e "$FAKE/slow" ]; do sleep 0.05; done; }; cat "$6" >> "$FAKE/running" ;;
              *'write memory'*) echo 'Integrated configuration saved to frr.conf' ;;
            esac
            """);
        // The pause between two attempts to restore.
        _shell.AddTool("sleep", """[ "$1" = 2 ] || exec /bin/sleep "$1" """);
        _shell.AddTool("frr-reload.py", """
            for file in "$@"; do :; done
            case $1 in
              --test) [ ! -e "$FAKE/broken" ] || exit 137
                cmp "$file" "$FAKE/running" >/dev/null || { echo; echo 'Lines To Add'; echo '============'; cat "$file"; } ;;
              --reload) cat "$file" > "$FAKE/running" ;;
            esac
            """);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Config => _shell.File("et'c $HOME frr");

    private string State => Path.Combine(Config, ".prv-commit");

    private string Running => File.ReadAllText(_shell.File("running"));

    public async ValueTask DisposeAsync()
    {
        foreach (var fault in new[] { "broken", "cut", "slow" })
        {
            File.Delete(_shell.File(fault));
        }

        // Ends the timer, where one runs.
        if (File.Exists(Path.Combine(State, "pid")) && (await File.ReadAllTextAsync(Path.Combine(State, "owner"), Token)).Trim() == DriverContexts.RunId)
        {
            await Session().RollbackAsync(Token);
        }

        await Session().CleanUpAsync(Token);
        await _shell.DisposeAsync();
    }

    [Fact]
    public async Task Every_script_is_a_posix_script()
    {
        var scripts = new FrrScripts(Context().Device, DriverContexts.RunId);
        string[] all =
        [
            scripts.Prepare, scripts.Running, scripts.Startup, scripts.Load, scripts.Check, scripts.Diff, scripts.Pending, scripts.Confirm, scripts.Rollback,
            scripts.Discard, scripts.Save, scripts.CleanUp, scripts.Commit(LoadOperation.Merge, null), scripts.Commit(LoadOperation.Replace, Long),
        ];
        foreach (var script in all)
        {
            await LocalShell.ParsesAsync(script);
        }
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_removed_is_told()
    {
        var session = Session();
        await session.LoadAsync(New, LoadOperation.Merge, Token);
        _shell.AddTool("rm", "echo 'rm: read-only file system'; exit 1");

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.DiscardAsync(Token));
        File.Delete(Path.Combine(_shell.Tools, "rm"));

        Assert.Contains("read-only file system", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmed_commit_stays_and_its_timer_is_gone()
    {
        var session = await CommittedAsync(Long);
        var timer = Pid();

        await session.ConfirmAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(!IsRunning(timer)), TimeSpan.FromSeconds(10));

        Assert.Null(await session.GetPendingCommitAsync(Token));
        Assert.Equal(Old + New, Running);
    }

    [Fact]
    public async Task An_unconfirmed_commit_goes_back_by_itself_and_leaves_nothing()
    {
        await CommittedAsync(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists(State)), TimeSpan.FromSeconds(20));

        Assert.Equal(Old, Running);
        Assert.Empty(Directory.GetDirectories("/tmp", $"prv-{DriverContexts.RunId}-*"));
    }

    [Fact]
    public async Task A_pending_commit_tells_its_owner_and_time()
    {
        var pending = await (await CommittedAsync(Long)).GetPendingCommitAsync(Token);

        Assert.Equal(DriverContexts.RunId, pending?.Owner);
        Assert.InRange(pending!.Remaining!.Value, TimeSpan.FromMinutes(4), Long);
    }

    [Fact]
    public async Task A_rollback_brings_the_old_config_back_and_ends_the_timer()
    {
        var session = await CommittedAsync(Long);
        var timer = Pid();

        await session.RollbackAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(!IsRunning(timer)), TimeSpan.FromSeconds(10));

        Assert.Equal(Old, Running);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task A_rollback_that_cannot_be_checked_is_no_success()
    {
        var session = await CommittedAsync(Long);
        File.WriteAllText(_shell.File("broken"), "");

        await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));
    }

    [Fact]
    public async Task A_commit_for_good_can_be_rolled_back_too()
    {
        var session = await CommittedAsync(null);

        Assert.Null(await session.GetPendingCommitAsync(Token));
        await session.RollbackAsync(Token);

        Assert.Equal(Old, Running);
    }

    [Fact]
    public async Task A_second_commit_is_refused_while_one_waits()
    {
        await CommittedAsync(Long);
        var other = Session("ffffffff");
        await other.LoadAsync("hostname other\n", LoadOperation.Merge, Token);

        var exception = await Assert.ThrowsAsync<CommitException>(() => other.CommitAsync(new(Long, null), Token));
        await other.DiscardAsync(Token);

        Assert.Contains("waits for its confirmation", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Old + New, Running);
    }

    [Fact]
    public async Task Another_run_neither_confirms_nor_rolls_back()
    {
        await CommittedAsync(Long);
        var other = Session("ffffffff");

        await Assert.ThrowsAsync<CommitException>(() => other.ConfirmAsync(Token));
        await Assert.ThrowsAsync<RollbackException>(() => other.RollbackAsync(Token));

        Assert.Equal(Old + New, Running);
    }

    [Theory]
    [InlineData("armed")]
    [InlineData("firing")]
    public async Task What_a_reboot_left_is_neither_pending_nor_in_the_way(string left)
    {
        await LeaveAsync(left, boot: "another-boot");
        Assert.Null(await Session().GetPendingCommitAsync(Token));

        await (await CommittedAsync(Long)).ConfirmAsync(Token);

        Assert.Equal(Old + New, Running);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("999999999")]
    public async Task A_commit_whose_timer_is_gone_is_pending_without_a_time(string? pid)
    {
        await LeaveAsync("armed", BootId(), pid);

        var pending = await Session().GetPendingCommitAsync(Token);

        Assert.Equal("ffffffff", pending?.Owner);
        Assert.Null(pending!.Remaining);
    }

    [Fact]
    public async Task A_process_that_got_the_timers_number_is_left_alone()
    {
        var session = await CommittedAsync(Long);
        var timer = Pid();
        using var stranger = System.Diagnostics.Process.Start("setsid", ["sleep", "60"]);
        await File.WriteAllTextAsync(Path.Combine(State, "pid"), $"{stranger.Id}\n", Token);

        await session.ConfirmAsync(Token);
        var survived = !stranger.HasExited;
        stranger.Kill();
        System.Diagnostics.Process.GetProcessById(timer).Kill(entireProcessTree: true);

        Assert.True(survived);
    }

    [Fact]
    public async Task A_backup_without_its_end_stops_the_commit_before_it_changes_anything()
    {
        File.WriteAllText(_shell.File("cut"), "");
        var session = await LoadedAsync();

        var exception = await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(Long, null), Token));

        Assert.Contains("nothing was changed", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Old, Running);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task A_timer_that_cannot_be_stored_stops_the_commit_before_it_changes_anything()
    {
        // Stands for a full disk: the first write of the timer fails.
        _shell.AddTool("mkdir", """/bin/mkdir "$@" || exit 1; case $1 in */before) /bin/ln -s /dev/full "${1%/before}/timer" ;; esac""");
        var session = await LoadedAsync();

        await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(Long, null), Token));

        Assert.Equal(Old, Running);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task A_full_disk_under_the_backup_stops_the_commit_before_it_changes_anything()
    {
        _shell.AddTool("mkdir", """/bin/mkdir "$@" || exit 1; case $1 in */before) /bin/ln -s /dev/full "$1/frr.conf" ;; esac""");
        var session = await LoadedAsync();

        await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(Long, null), Token));

        Assert.Equal(Old, Running);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task While_a_commit_is_under_way_it_is_pending_and_a_rollback_waits_for_its_end()
    {
        var session = await LoadedAsync();
        File.WriteAllText(_shell.File("slow"), "");
        var committing = session.CommitAsync(new(null, null), Token);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(_shell.File("begun"))), TimeSpan.FromSeconds(20));

        var pending = await Session().GetPendingCommitAsync(Token);
        var rolling = Session().RollbackAsync(Token);
        File.Delete(_shell.File("slow"));
        await committing;
        await rolling;

        Assert.Equal(DriverContexts.RunId, pending?.Owner);
        Assert.Equal(Old, Running);
    }

    [Fact]
    public async Task A_folder_that_is_there_already_is_not_used_for_the_candidate()
    {
        var scripts = new FrrScripts(Context().Device, DriverContexts.RunId);
        Directory.CreateDirectory(scripts.Work);
        var session = new FrrSession(_shell, Context(), scripts);

        await Assert.ThrowsAsync<LoadException>(() => session.LoadAsync(New, LoadOperation.Merge, Token));

        Assert.Empty(Directory.GetFiles(scripts.Work));
    }

    [Fact]
    public async Task A_candidate_is_its_owners_alone()
    {
        var scripts = new FrrScripts(Context().Device, DriverContexts.RunId);
        await new FrrSession(_shell, Context(), scripts).LoadAsync(New, LoadOperation.Merge, Token);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(scripts.Work) & (UnixFileMode)0b000_111_111);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_before_the_commit()
    {
        var session = new FrrSession(_shell, Context(), new FrrScripts(Context(_shell.File("missing")).Device, DriverContexts.RunId));

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.ValidateAsync(Token));

        Assert.Equal(ErrorCode.PrerequisiteMissing, exception.Code);
        Assert.Contains("missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_config_says_so()
    {
        var exception = await Assert.ThrowsAsync<LoadException>(() => Session().LoadAsync("bogus words\n", LoadOperation.Merge, Token));

        Assert.Contains("bogus words", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_config_without_its_end_is_not_believed()
    {
        File.WriteAllText(_shell.File("cut"), "");

        await Assert.ThrowsAsync<ConnectionException>(() => Session().GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task The_config_goes_only_through_the_standard_input()
    {
        var session = Session();
        await session.LoadAsync("password hunter2\n", LoadOperation.Replace, Token);
        await session.CommitAsync(new(Long, null), Token);
        await session.ConfirmAsync(Token);

        Assert.All(_shell.Ran, ran => Assert.DoesNotContain("hunter2", ran.Command, StringComparison.Ordinal));
        Assert.Contains(_shell.Ran, ran => ran.Input?.Contains("hunter2", StringComparison.Ordinal) == true);
    }

    private static bool IsRunning(int pid) => Directory.Exists($"/proc/{pid}");

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id");

    private DeviceContext Context(string? config = null) =>
        DriverContexts.Create(options: [("frr_config_dir", config ?? Config), ("frr_socket_dir", _shell.File("run"))]);

    private FrrSession Session(string runId = DriverContexts.RunId)
    {
        var context = Context() with { RunId = runId };
        return new(_shell, context, new FrrScripts(context.Device, runId));
    }

    private async Task<FrrSession> LoadedAsync()
    {
        var session = Session();
        await session.LoadAsync(New, LoadOperation.Merge, Token);
        return session;
    }

    private async Task<FrrSession> CommittedAsync(TimeSpan? timeout)
    {
        var session = await LoadedAsync();
        await session.CommitAsync(new(timeout, null), Token);
        return session;
    }

    private int Pid() => int.Parse(File.ReadAllText(Path.Combine(State, "pid")).Trim(), System.Globalization.CultureInfo.InvariantCulture);

    private async Task LeaveAsync(string marker, string boot, string? pid = null)
    {
        Directory.CreateDirectory(Path.Combine(State, "before"));
        var files = new Dictionary<string, string> { ["owner"] = "ffffffff\n", ["boot"] = boot, [marker] = "", ["deadline"] = "1\n" };
        if (pid is not null)
        {
            files["pid"] = pid + "\n";
        }

        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(State, name), text, Token);
        }
    }
}
