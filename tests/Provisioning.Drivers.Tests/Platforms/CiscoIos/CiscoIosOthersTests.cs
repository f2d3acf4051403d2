using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.TestKit;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

/// <summary>IOS tells of a change that waits for its confirmation only the user. How a run knows its own, and what it does about others'.</summary>
public class CiscoIosOthersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebodys_timer_is_named_by_its_user_and_left_alone()
    {
        await using var bed = new CiscoIosBed(options: CiscoIosBed.Options with { Username = "operator" });
        await using var engine = new LabEngine(bed);
        await TypeAsync(engine, "configure terminal revert timer 5\nend\n");
        await bed.Lab.Journal.WaitForAsync(LabWrite.TimerStarted, Token);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("'user operator'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("goes back by itself in 300 s", result.Error.Message, StringComparison.Ordinal);
        Assert.NotNull(bed.Lab.PendingCommit);
    }

    [Theory]
    [InlineData(LoadOperation.Merge)]
    [InlineData(LoadOperation.Replace)]
    public async Task A_timer_that_somebody_starts_before_the_commit_stops_it(LoadOperation operation)
    {
        await using var bed = new CiscoIosBed();
        LabEngine engine = null!;
        await using var commits = engine = new LabEngine(bed, bed.Configs(operation)[0])
        {
            Around = async (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    await TypeAsync(engine, "configure terminal revert timer 5\nend\n");
                    await bed.Lab.Journal.WaitForAsync(LabWrite.TimerStarted, Token);
                }

                await action();
            },
        };
        var running = bed.Lab.Running;

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Equal(running, bed.Lab.Running);
        Assert.NotNull(bed.Lab.PendingCommit);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_backup_that_another_run_has_just_written_stops_the_commit()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await PutAsync(engine, "prv-0badcafe.cfg");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("'0badcafe'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(["prv-0badcafe.cfg"], await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_backup_that_a_run_has_left_long_ago_stops_nobody()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await PutAsync(engine, "prv-0badcafe.cfg");
        await bed.LetTimeRunOutAsync(TimeSpan.FromMinutes(10));

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.Equal(["prv-0badcafe.cfg"], await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_change_of_somebody_else_since_the_load_is_not_replaced_away()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed, bed.Replacements[0])
        {
            Around = (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning("snmp-server location elsewhere");
                }

                return action();
            },
        };

        var result = await engine.RunAsync(new() { DryRun = false, ReplaceConfig = true });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("snmp-server location elsewhere", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_run_does_not_confirm_somebodys_timer_after_its_own()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await engine.OpenAsync("0a1b2c3d");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(1), null), Token);
        await bed.LetTimeRunOutAsync(TimeSpan.FromMinutes(1));

        var gone = await Assert.ThrowsAsync<CommitException>(() => session.ConfirmAsync(Token));

        Assert.Equal(ErrorCode.ConfirmFailed, gone.Code);
        Assert.Null(await session.GetPendingCommitAsync(Token));
    }

    /// <summary>Automation and people may share a login, and the backup of a run stays until its end.</summary>
    [Fact]
    public async Task A_timer_that_somebody_with_the_same_login_starts_after_the_runs_own_is_not_the_runs()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await engine.OpenAsync("0a1b2c3d");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(1), null), Token);
        await bed.LetTimeRunOutAsync(TimeSpan.FromMinutes(5));
        await TypeAsync(engine, "configure terminal revert timer 5\nend\n");
        await Eventually.TrueAsync(() => Task.FromResult(bed.Lab.PendingCommit is not null), TimeSpan.FromSeconds(30));

        Assert.StartsWith("user ", (await session.GetPendingCommitAsync(Token))!.Owner, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CommitException>(() => session.ConfirmAsync(Token));
        Assert.NotNull(bed.Lab.PendingCommit);
    }

    [Fact]
    public async Task A_backup_that_another_run_writes_while_the_timer_runs_does_not_make_the_timer_its_own()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await CommittedAsync(bed, engine);
        await bed.LetTimeRunOutAsync(TimeSpan.FromSeconds(30));
        await PutAsync(engine, "prv-0badcafe.cfg");

        Assert.Equal("0a1b2c3d", (await session.GetPendingCommitAsync(Token))!.Owner);
        await session.ConfirmAsync(Token);
        Assert.Null(bed.Lab.PendingCommit);
    }

    [Fact]
    public async Task A_session_of_the_same_run_rolls_back_what_was_confirmed()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        var running = bed.Lab.Running;
        await using (var session = await engine.OpenAsync("0a1b2c3d"))
        {
            await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
            await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
            await session.ConfirmAsync(Token);
        }

        await using var another = await engine.OpenAsync("0a1b2c3d");
        await another.RollbackAsync(Token);

        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task A_rollback_that_the_timer_refuses_is_done_by_the_backup()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        var running = bed.Lab.Running;
        await using var session = await engine.OpenAsync("0a1b2c3d");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
        bed.Lab.Faults.Refuse("^configure revert now", "Rollback aborted after 5 passes");

        await session.RollbackAsync(Token);

        Assert.Equal(running, bed.Lab.Running);
    }

    /// <summary>It would bring the old config back once more, over what others change until then.</summary>
    [Fact]
    public async Task A_rollback_that_the_timer_refuses_leaves_no_timer()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await CommittedAsync(bed, engine);
        bed.Lab.Faults.Refuse("^configure revert now", "Rollback aborted after 5 passes");

        await session.RollbackAsync(Token);

        Assert.Null(bed.Lab.PendingCommit);
    }

    [Fact]
    public async Task A_timer_that_stays_behind_a_rollback_is_told()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await CommittedAsync(bed, engine);
        bed.Lab.Faults.Refuse("^configure revert now", "Rollback aborted after 5 passes");
        bed.Lab.Faults.Refuse("^configure confirm", "");

        var told = await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));

        Assert.Contains("'configure confirm'", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_backup_there_is_nothing_to_go_back_to()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await engine.OpenAsync("0a1b2c3d");

        Assert.Equal(ErrorCode.RollbackFailed, (await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token))).Code);
    }

    [Fact]
    public async Task The_backup_stays_while_the_commit_of_its_run_is_pending()
    {
        await using var bed = new CiscoIosBed();
        await using var engine = new LabEngine(bed);
        await using var session = await CommittedAsync(bed, engine);

        await session.CleanUpAsync(Token);

        Assert.Equal(["prv-0a1b2c3d.cfg"], await bed.LeftoversAsync());
        Assert.Equal("0a1b2c3d", (await session.GetPendingCommitAsync(Token))!.Owner);
    }

    /// <summary>A session whose commit waits five minutes for its confirmation.</summary>
    private static async Task<IDeviceSession> CommittedAsync(CiscoIosBed bed, LabEngine engine)
    {
        var session = await engine.OpenAsync("0a1b2c3d");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
        return session;
    }

    private static async Task TypeAsync(LabEngine engine, string lines)
    {
        var connection = await engine.ConnectAsync();
        var shell = await connection.OpenShellAsync(TerminalSize.Wide, Token);
        await shell.WriteAsync(System.Text.Encoding.UTF8.GetBytes(lines), Token);
    }

    private static async Task PutAsync(LabEngine engine, string name)
    {
        await using var connection = await engine.ConnectAsync();
        Assert.Null(await ScpUpload.SendAsync(connection, $"flash:{name}", "version 15.7\nend\n", Token));
    }
}
