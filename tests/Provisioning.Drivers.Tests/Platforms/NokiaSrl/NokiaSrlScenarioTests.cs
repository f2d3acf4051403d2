using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Lab.Platforms.NokiaSrl;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

/// <summary>What is special to SR Linux, run against simulated devices.</summary>
public class NokiaSrlScenarioTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_that_changes_the_host_name_goes_through()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed, "set / system name host-name renamed-leaf\n");

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal("renamed-leaf", bed.Lab.Hostname);
    }

    [Theory]
    [InlineData(false, true, "")]
    [InlineData(true, false, "")]
    [InlineData(false, false, "... ")]
    public async Task Every_look_of_the_command_line_is_understood(bool showsUser, bool drawsToolbar, string continuation)
    {
        var options = NokiaSrlBed.LikeDevice() with { Srl = new() { PromptShowsUser = showsUser, DrawsToolbar = drawsToolbar, Continuation = continuation } };
        await using var bed = new NokiaSrlBed(options: options);
        await using var engine = new LabEngine(bed, bed.Merges[1]);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task What_info_prints_with_braces_is_a_config_that_changes_nothing()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed, await PrintedAsync(bed, "info from running"));

        Ended.As(await engine.RunAsync(new() { DryRun = false, ReplaceConfig = true }), ProvisionOutcome.Unchanged, DeviceState.Untouched);
    }

    [Fact]
    public async Task Somebody_who_configures_exclusively_is_named_and_left_alone()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed);
        await using var connection = await engine.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(Provisioning.Drivers.Transports.TerminalSize.Wide, Token);
        await shell.WriteAsync("enter candidate exclusive\n"u8.ToArray(), Token);
        await bed.Lab.Journal.WaitForAsync(LabWrite.CandidateOpened, Token);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains("in candidate 'default'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("default", Assert.Single(bed.Lab.Candidates).Name);
    }

    [Fact]
    public async Task The_way_back_pushes_out_nobody_elses_checkpoint()
    {
        await using var bed = new NokiaSrlBed(options: NokiaSrlBed.LikeDevice(NokiaSrlBed.Initial + "set / system configuration max-checkpoints 1\n"));
        await using var engine = new LabEngine(bed);
        await PrintedAsync(bed, "tools system configuration generate-checkpoint name mine");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Equal(["checkpoint/mine"], bed.Lab.Files.Keys);
    }

    [Fact]
    public async Task What_others_commit_meanwhile_stays()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed)
        {
            Around = async (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    bed.Lab.ChangeRunning("set / system information location elsewhere");
                }

                await action();
            },
        };

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("location elsewhere", bed.Lab.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_candidate_of_somebody_else_stays()
    {
        await using var bed = new NokiaSrlBed();
        await PrintedAsync(bed, "enter candidate private name theirs\nset / system information location theirs");
        await using var engine = new LabEngine(bed);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Equal("theirs", Assert.Single(bed.Lab.Candidates).Name);
    }

    [Fact]
    public async Task The_check_of_the_whole_candidate_finds_what_no_line_shows()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed, "set / network-instance default interface ethernet-1/9.0\n");

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
        Assert.Contains("ethernet-1/9.0", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_was_confirmed_and_not_saved_can_be_undone()
    {
        await using var bed = new NokiaSrlBed();
        await using var engine = new LabEngine(bed);
        var before = bed.Lab.Running;
        await using var session = await engine.OpenAsync("00c0ffee");
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(1), null), Token);
        await session.ConfirmAsync(Token);
        Assert.NotEqual(before, bed.Lab.Running);

        await using var later = await engine.OpenAsync("00c0ffee");
        await later.RollbackAsync(Token);
        await later.CleanUpAsync(Token);

        Assert.Equal(before, bed.Lab.Running);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Fact]
    public async Task A_long_config_takes_few_round_trips()
    {
        await using var bed = new NokiaSrlBed();
        var lines = string.Concat(Enumerable.Range(1, 3000).Select(number => $"set / interface ethernet-1/1 subinterface {number} description \"line {number} of a long config\"\n"));
        await using var engine = new LabEngine(bed, lines);

        Ended.As(await engine.RunAsync(), ProvisionOutcome.Changed, DeviceState.Committed);

        Assert.All(bed.Wire.Writes, writes => Assert.InRange(writes, 1, 30));
    }

    /// <summary>Runs commands past the driver.</summary>
    private static async Task<string> PrintedAsync(NokiaSrlBed bed, string commands)
    {
        await using var engine = new LabEngine(bed);
        await using var connection = await engine.ConnectAsync();
        return (await connection.ExecuteAsync(commands, null, Token)).Output;
    }
}
