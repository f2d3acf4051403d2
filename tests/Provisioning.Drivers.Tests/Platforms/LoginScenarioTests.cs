using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Logins that lack something: the run says what, and the device is as it was.</summary>
public sealed class LoginScenarioTests
{
    [Fact]
    public async Task A_login_whose_shell_is_vtysh_is_told_to_get_another_one()
    {
        Requirement.Need(Requirement.Root, Requirement.Vtysh);
        await using var bed = await FrrBed.StartAsync(
            new SshLogin(SystemUser.Create(Requirement.PathOf("vtysh")!, [.. FrrDaemon.LoginGroups]), new HeldShell()));

        var message = await RefusedAsync(bed, new() { DryRun = false }, ErrorCode.PrerequisiteMissing);

        Assert.Contains("Use a login whose shell is /bin/sh", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frr", "group frrvty")]
    [InlineData("bird", "group bird")]
    public async Task A_login_without_the_daemons_group_is_told_its_name(string platform, string named)
    {
        await using var bed = await SshBeds.StartAsync(platform, SshLogin.Create());

        var message = await RefusedAsync(bed, new() { DryRun = true, ReplaceConfig = platform == "bird" }, ErrorCode.PrerequisiteMissing);

        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_not_write_the_config_folder_can_do_a_dry_run()
    {
        await using var bed = await FrrBed.StartAsync(SshLogin.Create("frrvty"));
        var before = await Truth.OfAsync(bed);
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync(new() { DryRun = true });

        Ended.As(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.Equal(before, await Truth.OfAsync(bed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_that_may_not_write_the_config_folder_is_refused_before_anything_changes(bool withTimer)
    {
        await using var bed = await FrrBed.StartAsync(SshLogin.Create("frrvty"));

        var options = new ProvisionOptions { DryRun = false, ConfirmTimeout = withTimer ? bed.ShortConfirmTimeout : null };
        var message = await RefusedAsync(bed, options, ErrorCode.PrerequisiteMissing);

        Assert.Contains("may not write to", message, StringComparison.Ordinal);
        Assert.Empty(await bed.LeftoversAsync());
    }

    private static async Task<string> RefusedAsync(SshBed bed, ProvisionOptions options, ErrorCode code)
    {
        var before = await Truth.OfAsync(bed);
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync(options);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, code);
        Assert.Equal(before, await Truth.OfAsync(bed));
        return result.Error!.Message;
    }
}
