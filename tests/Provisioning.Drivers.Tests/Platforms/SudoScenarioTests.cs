using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>A login in no group that may use sudo without a password.</summary>
public sealed class SudoScenarioTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("frr", LoadOperation.Merge)]
    [InlineData("frr", LoadOperation.Replace)]
    [InlineData("bird", LoadOperation.Replace)]
    public async Task A_commit_through_sudo(string platform, LoadOperation operation)
    {
        var login = SshLogin.Create();
        using var sudo = new SudoRight(login.User);
        await using var bed = await SshBeds.StartAsync(platform, login);
        bed.SetOption("sudo", "true");
        var before = await OwnerAndModeAsync(bed);
        await using var engine = new BedEngine(bed, bed.Configs(operation)[0]);

        var result = await engine.RunAsync(engine.Commit with { ReplaceConfig = operation == LoadOperation.Replace });

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(bed.Configs(operation)[0]), await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await OwnerAndModeAsync(bed));
        Assert.Empty(await bed.LeftoversAsync());
        Assert.Empty(Directory.GetFileSystemEntries("/tmp", $"prv-{result.RunId}-*"));
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task Without_the_right_to_use_sudo_the_run_says_so(string platform)
    {
        Requirement.Need(SudoRight.Sudo);
        await using var bed = await SshBeds.StartAsync(platform);
        bed.SetOption("sudo", "true");
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.PrerequisiteMissing);
        Assert.Contains("sudo", result.Error!.Message, StringComparison.Ordinal);
    }

    private static async Task<string> OwnerAndModeAsync(SshBed bed)
    {
        var file = bed is FrrBed frr ? Path.Combine(frr.Daemon.ConfigFolder, "frr.conf") : ((BirdBed)bed).Daemon.ConfigFile;
        return (await ChildProcess.RunAsync(["stat", "-c", "%U:%G %a", file], Cancellation)).OutputOrThrow();
    }
}
