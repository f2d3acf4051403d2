using System.Runtime.Versioning;
using Provisioning.Drivers.Platforms.Bird;
using Provisioning.Drivers.Tests.Posix;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.Bird;

/// <summary>The scripts in a real shell, with a stand-in for birdc; paths have spaces and quotes.</summary>
[SupportedOSPlatform("linux")]
public sealed class BirdScriptsTests : IAsyncDisposable
{
    private const string Old = "router id 10.0.0.1;\n";
    private const string New = "router id 10.0.0.2;\n";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private readonly LocalShell _shell = new();

    public BirdScriptsTests()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllText(Config, Old);
        File.SetLastWriteTimeUtc(Config, DateTime.UtcNow.AddSeconds(-200));
        File.WriteAllText(_shell.File("current"), Old);
        File.WriteAllText(_shell.File("at"), Ago(100));
        _shell.AddTool("birdc", """
            [ "$1" = -s ] && shift 2
            cd "$FAKE" && echo 'BIRD 2.0.12 ready.'
            file=${2#\"} file=${file%\"}
            case "$1 $2" in
              'show status')
                [ -e mute ] || echo "Last reconfiguration on $(date -d "@$(cat at)" '+%F %T').000"
                echo 'Daemon is up and running' ;;
              'configure check') file=${3#\"} file=${file%\"}
                if grep -q bogus "$file"; then echo "$file:1:1 syntax error"; exit 1; fi
                echo 'Configuration OK' ;;
              'configure status') if [ -e pending ]; then echo 'Configuration unconfirmed, undo in 2.988 s'; else echo 'Configuration confirmed'; fi ;;
              'configure confirm') rm pending && echo 'Reconfiguration confirmed' ;;
              'configure undo') cp old current && rm pending && cp old-at at && echo 'Undo requested' ;;
              'configure ') cp "$MAIN" current && date +%s > at && echo 'Reconfigured' ;;
              *) [ ! -e reject ] || { echo 'syntax error'; exit 1; }
                cp current old && cp at old-at && cp "$file" current && date +%s > at
                [ "$3" != timeout ] || { : > pending; echo "Undo scheduled in $4 s"; }
                echo 'Reconfigured' ;;
            esac
            """.Replace("$MAIN", "$FAKE/et'c \\$HOME bird/bird.conf", StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Config => _shell.File("et'c $HOME bird/bird.conf");

    private static string Ago(int seconds) =>
        DateTimeOffset.UtcNow.AddSeconds(-seconds).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Daemon => File.ReadAllText(_shell.File("current"));

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task Every_script_is_a_posix_script()
    {
        var scripts = new BirdScripts(Context().Device, DriverContexts.RunId);
        string[] all =
        [
            scripts.Prepare, scripts.Startup, scripts.Running, scripts.Load, scripts.Check, scripts.Status, scripts.Confirm,
            scripts.Rollback, scripts.Discard, scripts.Save, scripts.Commit(null), scripts.Commit(Long),
        ];
        foreach (var script in all)
        {
            await LocalShell.ParsesAsync(script);
        }
    }

    [Fact]
    public async Task Before_any_commit_the_running_config_is_the_file() =>
        Assert.Equal(Old, await Session().GetConfigAsync(ConfigStore.Running, Token));

    [Fact]
    public async Task An_edited_file_that_bird_has_not_read_is_not_the_running_config()
    {
        await File.WriteAllTextAsync(Config, New, Token);

        await Assert.ThrowsAsync<ConnectionException>(() => Session().GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task A_bird_that_does_not_tell_when_it_read_its_config_is_not_guessed_about()
    {
        await File.WriteAllTextAsync(_shell.File("mute"), "", Token);

        await Assert.ThrowsAsync<ConnectionException>(() => Session().GetConfigAsync(ConfigStore.Running, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_for_good_is_the_running_config_and_can_be_saved(bool onTheSameSession)
    {
        var session = await CommittedAsync(null);
        Assert.Equal(New, await session.GetConfigAsync(ConfigStore.Running, Token));

        var saving = onTheSameSession ? session : Session();
        await saving.SaveAsync(Token);

        Assert.Equal(New, await File.ReadAllTextAsync(Config, Token));
        Assert.Equal(New, await saving.GetConfigAsync(ConfigStore.Running, Token));
        Assert.Equal([Config], Directory.GetFiles(Path.GetDirectoryName(Config)!));
    }

    [Fact]
    public async Task A_refused_commit_for_good_leaves_the_old_config_as_the_running_one()
    {
        var session = await LoadedAsync();
        await File.WriteAllTextAsync(_shell.File("reject"), "", Token);

        await Assert.ThrowsAsync<CommitException>(() => session.CommitAsync(new(null, null), Token));

        Assert.Equal(Old, await session.GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task A_pending_commit_is_the_running_config_and_tells_its_owner()
    {
        var session = await CommittedAsync(Long);

        var pending = await session.GetPendingCommitAsync(Token);

        Assert.Equal(DriverContexts.RunId, pending?.Owner);
        Assert.Equal(TimeSpan.FromSeconds(2.988), pending?.Remaining);
        Assert.Equal(New, await session.GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task A_confirmed_commit_stays()
    {
        var session = await CommittedAsync(Long);

        await session.ConfirmAsync(Token);

        Assert.Null(await session.GetPendingCommitAsync(Token));
        Assert.Equal(New, await session.GetConfigAsync(ConfigStore.Running, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollback_brings_the_old_config_back(bool pending)
    {
        var session = await CommittedAsync(pending ? Long : null);

        await session.RollbackAsync(Token);

        Assert.Equal(Old, Daemon);
        Assert.Equal(Old, await session.GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task A_second_commit_is_refused_while_one_waits()
    {
        await CommittedAsync(Long);
        var other = await LoadedAsync("ffffffff");

        await Assert.ThrowsAsync<CommitException>(() => other.CommitAsync(new(Long, null), Token));
        await Assert.ThrowsAsync<CommitException>(() => other.ConfirmAsync(Token));

        Assert.Equal(New, Daemon);
    }

    /// <summary>A commit that went back by itself leaves its note: what waits from then on is not the one that it tells of.</summary>
    [Fact]
    public async Task What_somebody_else_has_waiting_after_a_commit_went_back_is_not_the_runs()
    {
        var session = await CommittedAsync(Long);
        LetSomebodyElseConfigure(timed: true);

        Assert.Equal("somebody else", (await session.GetPendingCommitAsync(Token))?.Owner);
        Assert.Equal(Old, await session.GetConfigAsync(ConfigStore.Running, Token));
        await Assert.ThrowsAsync<CommitException>(() => session.ConfirmAsync(Token));
        await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));
        Assert.True(File.Exists(_shell.File("pending")));
    }

    [Fact]
    public async Task What_bird_reads_no_more_is_not_saved_over_the_file_of_somebody_else()
    {
        var session = await CommittedAsync(null);
        LetSomebodyElseConfigure(timed: false);

        await Assert.ThrowsAsync<CommitException>(() => session.SaveAsync(Token));

        Assert.Equal(Old, await File.ReadAllTextAsync(Config, Token));
    }

    [Fact]
    public async Task A_rejected_config_names_line_and_column_and_no_file()
    {
        var exception = await Assert.ThrowsAsync<LoadException>(() => Session().LoadAsync("bogus words;\n", LoadOperation.Replace, Token));

        Assert.Contains("'line:1:1 syntax error'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_at_the_load()
    {
        var context = Context(_shell.File("missing/bird.conf"));
        var session = new BirdSession(_shell, context, new BirdScripts(context.Device, DriverContexts.RunId));

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.LoadAsync(New, LoadOperation.Replace, Token));

        Assert.Equal(ErrorCode.PrerequisiteMissing, exception.Code);
        Assert.Contains("missing/", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_candidate_has_the_mode_of_the_config_and_goes_with_the_discard()
    {
        File.SetUnixFileMode(Config, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var scripts = new BirdScripts(Context().Device, DriverContexts.RunId);
        var session = new BirdSession(_shell, Context(), scripts);
        await session.LoadAsync(New, LoadOperation.Replace, Token);
        Assert.Equal(File.GetUnixFileMode(Config), File.GetUnixFileMode(scripts.Candidate));

        await session.DiscardAsync(Token);

        Assert.Equal([Config], Directory.GetFiles(Path.GetDirectoryName(Config)!));
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_removed_is_told()
    {
        var session = Session();
        await session.LoadAsync(New, LoadOperation.Replace, Token);
        _shell.AddTool("rm", "echo 'rm: read-only file system'; exit 1");

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.DiscardAsync(Token));

        Assert.Contains("read-only file system", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_config_goes_only_through_the_standard_input()
    {
        var session = Session();
        await session.LoadAsync("password \"hunter2\";\n", LoadOperation.Replace, Token);
        await session.CommitAsync(new(Long, null), Token);
        await session.ConfirmAsync(Token);

        Assert.All(_shell.Ran, ran => Assert.DoesNotContain("hunter2", ran.Command, StringComparison.Ordinal));
        Assert.Contains(_shell.Ran, ran => ran.Input?.Contains("hunter2", StringComparison.Ordinal) == true);
    }

    // The run's commit was a minute ago; what BIRD has read now is the file of somebody else.
    private void LetSomebodyElseConfigure(bool timed)
    {
        File.SetLastWriteTimeUtc(Config + ".prv-note", DateTime.UtcNow.AddSeconds(-60));
        File.WriteAllText(_shell.File("current"), Old);
        File.WriteAllText(_shell.File("at"), Ago(0));
        File.Delete(_shell.File("pending"));
        if (timed)
        {
            File.WriteAllText(_shell.File("pending"), "");
        }
    }

    private DeviceContext Context(string? config = null) =>
        DriverContexts.Create(options: [("bird_config", config ?? Config), ("bird_socket", _shell.File("bird ctl"))]);

    private BirdSession Session(string runId = DriverContexts.RunId)
    {
        var context = Context() with { RunId = runId };
        return new(_shell, context, new BirdScripts(context.Device, runId));
    }

    private async Task<BirdSession> LoadedAsync(string runId = DriverContexts.RunId)
    {
        var session = Session(runId);
        await session.LoadAsync(New, LoadOperation.Replace, Token);
        return session;
    }

    private async Task<BirdSession> CommittedAsync(TimeSpan? timeout)
    {
        var session = await LoadedAsync();
        await session.CommitAsync(new(timeout, null), Token);
        return session;
    }
}
