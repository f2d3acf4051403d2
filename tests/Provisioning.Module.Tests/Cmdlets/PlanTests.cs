using Provisioning.Errors;
using Provisioning.Module.Tests.Sessions;
using Provisioning.Plans;

namespace Provisioning.Module.Tests.Cmdlets;

/// <summary>Planned, reviewed, committed.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Running = "hostname leaf1\ninterface Ethernet1\n   description old\n";
    private const string Intended = "interface Ethernet1\n   description new\n";
    private const string Where = "-InventoryPath inv.csv -ConfigPath configs -Credential $credential";
    private const string Plan = $"New-DeviceProvisionPlan * {Where} -Path plan.json";
    private const string Commit = $"Invoke-DeviceProvision -Plan plan.json {Where} -Commit -Confirm:$false";
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_plan_holds_what_would_change_and_changes_nothing()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Running);

        var plan = Assert.IsType<ProvisionPlan>(Assert.Single(_session.Run(Plan).Output));

        var change = Assert.Single(plan.Changes);
        Assert.Equal("leaf1", change.Device);
        Assert.Contains("+   description new", change.Diff, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(24), plan.ExpiresAt - plan.CreatedAt);
        Assert.Empty(device.Journal.DeviceWrites);
    }

    [Fact]
    public void A_plan_can_be_read_again_to_be_reviewed()
    {
        _session.Add("leaf1", Running, Intended);
        var made = Assert.IsType<ProvisionPlan>(Assert.Single(_session.Run(Plan).Output));

        var read = Assert.IsType<ProvisionPlan>(Assert.Single(_session.Run("Get-DeviceProvisionPlan plan.json").Output));

        Assert.Equal((made.CreatedAt, made.Changes[0]), (read.CreatedAt, Assert.Single(read.Changes)));
    }

    [Fact]
    public void A_file_that_is_no_plan_hides_no_other()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Plan);
        _session.Write("none.json", "{}");

        var run = _session.Run("Get-DeviceProvisionPlan none.json, plan.json");

        Assert.StartsWith("PRV8101,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(run.Output);
    }

    [Fact]
    public void The_plans_devices_are_committed_and_no_other()
    {
        _session.Add("leaf1", Running, Intended);
        var other = _session.Add("leaf2", Running, Running);
        _session.Run(Plan);
        _session.Write("configs/leaf2.cfg", Intended);

        var result = _session.Run(Commit).Result;

        Assert.Equal(("leaf1", ProvisionOutcome.Changed), (result.Device, result.Outcome));
        Assert.DoesNotContain("description new", other.Running, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_was_carried_out_half_way_can_be_finished()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);
        _session.Run(Plan);
        _session.Run($"Invoke-DeviceProvision leaf1 {Where} -Commit -Confirm:$false");

        var results = _session.Run($"{Commit} -CanaryCount 1").Output.Cast<ProvisionResult>();

        Assert.Equal([("leaf1", ProvisionOutcome.Unchanged), ("leaf2", ProvisionOutcome.Changed)], results.Select(result => (result.Device, result.Outcome)));
    }

    [Fact]
    public void A_planning_in_which_every_device_failed_replaces_no_plan()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Plan);
        _session.Set("credential", Session.NewCredential(plain: "wrong"));

        var run = _session.Run(Plan);

        Assert.Contains("No device could be planned for, 1 failed", run.Fatal?.ToString(), StringComparison.Ordinal);
        Assert.Single(ProvisionPlan.Load(Path.Combine(_session.Folder, "plan.json")).Changes);
    }

    [Fact]
    public void A_plan_says_which_devices_are_missing_because_they_failed()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);
        File.Delete(Path.Combine(_session.Folder, "configs", "leaf2.cfg"));

        var run = _session.Run(Plan);

        Assert.Equal("The plan does not have the devices that failed: leaf2.", Assert.Single(run.Warnings));
        Assert.Equal("leaf1", Assert.Single(Assert.IsType<ProvisionPlan>(Assert.Single(run.Output)).Changes).Device);
    }

    [Fact]
    public void Nobody_is_asked_about_a_plan_that_has_expired()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Plan);
        var file = Path.Combine(_session.Folder, "plan.json");
        (ProvisionPlan.Load(file) with { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }).Save(file);

        var run = _session.Run(Commit.Replace("-Confirm:$false", "", StringComparison.Ordinal));

        Assert.Contains("PRV8102", run.Fatal?.ToString(), StringComparison.Ordinal);
        Assert.Empty(_session.Host.User.Prompts);
    }

    [Fact]
    public void A_plan_without_changes_says_that_there_is_nothing_to_do()
    {
        _session.Add("leaf1", Running, Running);
        _session.Run(Plan);

        var run = _session.Run(Commit);

        Assert.Contains("there is nothing to do", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_in_the_pipeline_are_no_leave_for_the_plans_others()
    {
        _session.Add("leaf1", Running, Intended);
        var other = _session.Add("leaf2", Running, Intended);
        _session.Run(Plan);

        var run = _session.Run($"Get-Device leaf1 -InventoryPath inv.csv | {Commit}");

        Assert.Contains("Give one of the two", run.Fatal?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("description new", other.Running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing/plan.json")]
    [InlineData("configs")]
    public void Where_no_plan_can_be_written_no_device_is_asked(string path)
    {
        var device = _session.Add("leaf1", Running, Intended);

        var run = _session.Run($"New-DeviceProvisionPlan * {Where} -Path {path}");

        Assert.StartsWith("PRV8101", run.Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(device.Journal.Entries);
    }

    [Fact]
    public void What_moved_is_said_and_nothing_is_changed()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Run(Plan);
        _session.Write("configs/leaf1.cfg", Intended + "   mtu 9000\n");

        var run = _session.Run(Commit);

        Assert.Equal((ProvisionOutcome.Failed, ErrorCode.PlanMoved), (run.Result.Outcome, run.Result.Error!.Code));
        Assert.Contains("The intended config of 'leaf1' is not what the plan was made for", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("description new", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_plan_touches_nothing()
    {
        _session.Add("leaf1", Running, Running);
        _session.Run(Plan);
        _session.Write("configs/leaf1.cfg", Intended);

        Assert.Empty(_session.Run(Commit).Output);
    }

    [Fact]
    public void A_name_in_a_plan_is_no_pattern()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Write("inv.csv", "name,address,platform\nleaf[1],leaf1,arista_eos\nleaf1,leaf1,arista_eos\n");
        _session.Write("configs/leaf[1].cfg", Intended);
        _session.Write("configs/leaf1.cfg", Running);
        _session.Run(Plan);

        var result = _session.Run(Commit).Result;

        Assert.Equal(("leaf[1]", ProvisionOutcome.Changed), (result.Device, result.Outcome));
    }

    [Fact]
    public void A_plan_that_replaces_replaces()
    {
        var device = _session.Add("leaf1", "hostname leaf1\nntp server 192.0.2.1\n", "hostname leaf1\n");
        _session.Run($"{Plan} -Replace");

        Assert.Equal(ProvisionOutcome.Changed, _session.Run(Commit).Result.Outcome);
        Assert.DoesNotContain("ntp", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_merges_is_not_used_to_replace()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Run(Plan);

        Assert.Contains("merges", _session.Run($"{Commit} -Replace").Fatal!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_plan_ends_the_cmdlet()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Write("plan.json", "{");

        Assert.StartsWith("PRV8101", _session.Run(Commit).Fatal!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_fails_is_an_error_and_not_in_the_plan()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, intended: null);

        var run = _session.Run(Plan);

        Assert.Equal(["leaf1"], Assert.IsType<ProvisionPlan>(Assert.Single(run.Output)).Changes.Select(change => change.Device));
        Assert.StartsWith("PRV3101", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
