using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.AristaEos;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>EOS has no lock, and the session committed last silently undoes the others (napalm issue 1642). What a run does about it.</summary>
public class AristaEosOthersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string, bool> Shapes => new()
    {
        { false, "4.31.5M", false }, { false, "4.31.5M", true }, { false, "4.32.2F", false }, { false, "4.32.2F", true },
        { true, "4.31.5M", false }, { true, "4.31.5M", true }, { true, "4.32.2F", false }, { true, "4.32.2F", true },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_somebody_is_in_blocks_the_run_and_is_named(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed);
        await using var connection = await engine.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Token);
        await shell.WriteAsync("enable\nconfigure session maintenance\n"u8.ToArray(), Token);
        await bed.Lab.Journal.WaitForAsync(LabWrite.CandidateOpened, Token);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("'maintenance'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(" on vty", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(["maintenance"], bed.Lab.Candidates.Select(candidate => candidate.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_nobody_is_in_is_told_of_and_left_alone(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed);
        await OpenSessionsAsync(engine, "stale");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("configuration sessions of others are open: stale.", engine.Log.Text, StringComparison.Ordinal);
        Assert.Contains(bed.Lab.Candidates, candidate => candidate is { Name: "stale", State: "pending" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_of_somebody_else_since_the_load_is_not_committed_away(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed)
        {
            Around = (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning("vlan 77");
                }

                return action();
            },
        };
        var startup = bed.Lab.Startup;

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("vlan 77", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Equal(startup, bed.Lab.Startup);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_pending_commit_of_somebody_else_is_told_with_the_time_it_has(bool eapi, string version, bool epoch)
    {
        await using var bed = new AristaEosBed(eapi: eapi, eos: new LabEosOptions { Version = version, TimerEndsInEpochSeconds = epoch });
        await using var engine = new LabEngine(bed);
        await using (var other = await engine.OpenAsync("0badcafe"))
        {
            await other.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
            await other.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
        }

        await bed.LetTimeRunOutAsync(TimeSpan.FromSeconds(59));
        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("'0badcafe'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("in 240 s", result.Error.Message, StringComparison.Ordinal);
        Assert.NotNull(bed.Lab.PendingCommit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_too_many_sessions_are_open_they_are_named(bool eapi)
    {
        await using var bed = new AristaEosBed(eapi: eapi);
        await using var engine = new LabEngine(bed);
        await OpenSessionsAsync(engine, "s1", "s2", "s3", "s4", "s5");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("Open are: s1, s2, s3, s4, s5.", result.Error!.Message, StringComparison.Ordinal);
    }

    // As a client leaves them that was cut off: open, with nobody in them.
    private static async Task OpenSessionsAsync(LabEngine engine, params string[] names)
    {
        await using var connection = await engine.ConnectAsync();
        await connection.ExecuteAsync("enable\n" + string.Concat(names.Select(name => $"configure session {name}\nend\n")), null, Token);
    }

    /// <summary>A session that is still open was not committed: what differs is somebody else's.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_changed_in_place_of_a_commit_that_never_arrived_is_not_rolled_back(bool eapi)
    {
        await using var bed = new AristaEosBed(lab => lab.Faults.CutBefore(@"^configure session \S+ commit"), eapi);
        await using var engine = new LabEngine(bed)
        {
            Around = async (verb, action) =>
            {
                try
                {
                    await action();
                }
                catch (ConnectionException) when (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning("vlan 77");
                    throw;
                }
            },
        };

        var result = await engine.RunAsync(new() { DryRun = false, ConfirmTimeout = null });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("vlan 77", bed.Lab.Running, StringComparison.Ordinal);
    }
}
