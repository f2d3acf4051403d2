using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>What Junos says when something fails is in the run's message, and nothing stays behind.</summary>
public class JuniperJunosFailureMarkerTests
{
    private const string LockedBy = "configuration database locked by:\n  bob terminal pts/0 (pid 4242) on since 2024-01-01 10:00:00 UTC, idle 00:10:00\n      exclusive [edit]";

    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "^<load-configuration", "'int' is ambiguous.", "'int' is ambiguous.", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "No valid completions", "No valid completions", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "unknown command", "unknown command", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "syntax error", "syntax error", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "missing mandatory argument", "missing mandatory argument", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "invalid numeric value: 'abc'", "invalid numeric value: 'abc'", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "error: remote load-configuration failed on re1", "error: remote load-configuration failed on re1", ErrorCode.LoadRejected.Id },
        { "^<lock-configuration", LockedBy, "configuration database locked by: bob terminal pts/0 (pid 4242)", ErrorCode.DeviceBusy.Id },
        { "^<lock-configuration", "configuration database modified", "configuration database modified", ErrorCode.DeviceBusy.Id },
        { "^<lock-configuration", "permission denied", "permission denied", ErrorCode.UnexpectedAnswer.Id },
        { "compare=\"rollback\"", "unsupported", "unsupported", ErrorCode.DiffFailed.Id },
        { "^<commit-configuration.*<check", "configuration check-out failed", "configuration check-out failed", ErrorCode.LoadRejected.Id },
        { "^<commit-configuration.*<confirmed", "configuration check-out failed: (statements constraint check failed)", "(statements constraint check failed)", ErrorCode.CommitFailed.Id },
        { "^<commit-configuration.*<confirmed", "error: commit failed: (missing mandatory statements)", "error: commit failed: (missing mandatory statements)", ErrorCode.CommitFailed.Id },
        { "^<commit-configuration.*<confirmed", LockedBy, "exclusive [edit]", ErrorCode.CommitFailed.Id },
    };

    /// <summary>Replies that are neither success nor failure; <c>ok</c> beside an error is none either (recorded by Ansible's tests).</summary>
    public static TheoryData<string, string, string, string> OddReplies => new()
    {
        { "^<load-configuration", "<load-configuration-results/>", "load-configuration-results", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "<output>load complete</output>", "load complete", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "<load-configuration-results><load-error-count>1</load-error-count></load-configuration-results>", "load-error-count", ErrorCode.LoadRejected.Id },
        { "^<load-configuration", "<load-configuration-results><rpc-error><error-severity>error</error-severity><error-message>\ncould not set size\n</error-message></rpc-error><ok/></load-configuration-results>", "could not set size", ErrorCode.LoadRejected.Id },
        { "^<lock-configuration", "<output>maybe</output>", "maybe", ErrorCode.UnexpectedAnswer.Id },
        { "^<get-commit-information", "<output>0 2024-01-01</output>", "0 2024-01-01", ErrorCode.UnexpectedAnswer.Id },
        { "^<get-system-uptime", "<system-uptime-information/>", "current-time", ErrorCode.UnexpectedAnswer.Id },
        { "compare=\"rollback\"", "<configuration-information/>", "configuration-information", ErrorCode.DiffFailed.Id },
        { "^<commit-configuration.*<check", "<commit-results/>", "commit-results", ErrorCode.LoadRejected.Id },
        { "^<commit-configuration.*<check", "<commit-results><routing-engine><name>re0</name></routing-engine></commit-results>", "re0", ErrorCode.LoadRejected.Id },
        { "^<commit-configuration.*<confirmed", "<commit-results/>", "commit-results", ErrorCode.CommitFailed.Id },
        { "^<commit-configuration.*<confirmed", "<commit-results><routing-engine><name>re0</name><commit-success/></routing-engine><routing-engine><name>re1</name></routing-engine></commit-results>", "re1", ErrorCode.CommitFailed.Id },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [MemberData(nameof(OddReplies))]
    public async Task A_failure_is_told_in_the_devices_words_and_leaves_nothing(string request, string answer, string told, string code)
    {
        await using var bed = new JuniperJunosBed(device => device.Faults.Refuse(request, answer));
        var running = bed.Lab.Running;

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ProvisionOutcome.Failed, DeviceState.Untouched, code), (result.Outcome, result.DeviceState, result.Error?.Code.Id));
        Assert.Contains(told, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Empty(bed.Lab.Candidates);
    }

    [Theory]
    [InlineData("<commit-results/>", "commit-results")]
    [InlineData("commit failed", "commit failed")]
    public async Task A_confirmation_that_fails_is_told_and_the_old_config_comes_back(string answer, string told)
    {
        await using var bed = new JuniperJunosBed(device => device.Faults.Refuse("<log>prv-[0-9a-f]+: confirmed", answer));
        var running = bed.Lab.Running;

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ProvisionOutcome.RolledBack, ErrorCode.ConfirmFailed), (result.Outcome, result.Error?.Code));
        Assert.Contains(told, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Null(bed.Lab.PendingCommit);
        Assert.Empty(bed.Lab.Candidates);
    }

    [Fact]
    public async Task A_rollback_that_fails_is_told_and_the_device_goes_back_by_itself()
    {
        await using var bed = new JuniperJunosBed(device => device.Faults
            .Refuse("<log>prv-[0-9a-f]+: confirmed", "commit failed")
            .Refuse("rollback=\"1\"", "could not open configuration file"));
        var running = bed.Lab.Running;

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal(ErrorCode.RollbackFailed, result.Error?.Code);
        Assert.Contains("could not open configuration file", result.Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(bed.Lab.PendingCommit);
        Assert.Empty(bed.Lab.Candidates);
        await bed.LetTimeRunOutAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(running, bed.Lab.Running);
    }

    [Fact]
    public async Task What_commit_check_finds_is_told_with_its_place()
    {
        await using var bed = new JuniperJunosBed();
        var config = JuniperJunosBed.Initial.Replace("            peer-as 65000;\n", "", StringComparison.Ordinal);

        var result = await bed.RunAsync(config, new() { DryRun = false, ReplaceConfig = true });

        Assert.Equal((ErrorCode.LoadRejected, DeviceState.Untouched), (result.Error?.Code, result.DeviceState));
        Assert.Contains("[edit protocols] Error in neighbor 10.0.0.0 of group fabric: peer AS number must be configured for an external peer: bgp; configuration check-out failed", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_what_the_device_says_are_masked()
    {
        await using var bed = new JuniperJunosBed(device => device.Faults.Refuse("^<load-configuration", "syntax error near authentication-key \"bgp-Secret9\";"));

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Contains("syntax error near authentication-key", result.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bgp-Secret9", result.Error.Message, StringComparison.Ordinal);
    }
}
