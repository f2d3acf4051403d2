using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Lab;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

public sealed class InvokeDeviceProvisionTests : IDisposable
{
    private const string Running = "hostname leaf1\ninterface Ethernet1\n   description old\n";
    private const string Intended = "interface Ethernet1\n   description new\n";
    private const string Provision = "Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision -ConfigPath configs -Credential $credential";
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Without_Commit_it_is_a_dry_run()
    {
        var device = _session.Add("leaf1", Running, Intended);
        var result = _session.Run(Provision).Result;
        Assert.Equal((ProvisionOutcome.WouldChange, DeviceState.Untouched, true), (result.Outcome, result.DeviceState, result.DryRun));
        Assert.Contains("+   description new", result.Diff!.Text, StringComparison.Ordinal);
        Assert.Empty(device.Journal.DeviceWrites);
    }

    [Fact]
    public void Commit_without_confirmation_changes_the_device()
    {
        var device = _session.Add("leaf1", Running, Intended);
        var run = _session.Run($"{Provision} -Commit -Confirm:$false");
        Assert.Equal((ProvisionOutcome.Changed, DeviceState.Committed), (run.Result.Outcome, run.Result.DeviceState));
        Assert.Contains("description new", device.Startup, StringComparison.Ordinal);
        Assert.Empty(_session.Host.User.Prompts);
    }

    [Fact]
    public void The_trigger_is_the_cmdlet_and_its_user()
    {
        _session.Add("leaf1", Running, Intended);
        Assert.Equal(new ProvisionTrigger("cmdlet", Environment.UserName), _session.Run(Provision).Result.Trigger);
    }

    [Fact]
    public void Several_devices_end_with_a_summary_on_the_screen_and_not_in_the_output()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended).Faults.Unreachable = true;

        var run = _session.Run(Provision);

        Assert.Equal(2, run.Results.Count);
        Assert.Contains(run.Shown, line => line.Trim() == $"Devices: 2 (1 WouldChange, 1 Failed). Errors: 1 {ErrorCode.Unreachable}. This was a dry run.");
    }

    [Fact]
    public void One_device_needs_no_summary()
    {
        _session.Add("leaf1", Running, Intended);

        Assert.DoesNotContain(_session.Run(Provision).Shown, line => line.Contains("Devices:", StringComparison.Ordinal));
    }

    [Fact]
    public void Replace_makes_the_intended_config_the_whole_config()
    {
        var device = _session.Add("leaf1", "hostname leaf1\nntp server 192.0.2.1\n", "hostname leaf1\n");
        var result = _session.Run($"{Provision} -Replace -Commit -Confirm:$false").Result;
        Assert.Equal((ProvisionOutcome.Changed, LoadOperation.Replace), (result.Outcome, result.Operation));
        Assert.DoesNotContain("ntp", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_never_commits_and_shows_the_diff()
    {
        var device = _session.Add("leaf1", Running, Intended);
        var run = _session.Run($"{Provision} -Commit -WhatIf -Confirm:$false");
        Assert.Equal((ProvisionOutcome.WouldChange, true), (run.Result.Outcome, run.Result.DryRun));
        Assert.False(run.Result.Diff!.IsEmpty);
        Assert.Contains(run.Warnings, warning => warning.Contains("dry run", StringComparison.Ordinal));
        Assert.Contains(run.Shown, line => line.StartsWith("What if:", StringComparison.Ordinal) && line.Contains("leaf1", StringComparison.Ordinal));
        Assert.Empty(device.Journal.DeviceWrites);
    }

    [Fact]
    public void The_WhatIf_preference_counts_as_well()
    {
        var device = _session.Add("leaf1", Running, Intended);
        Assert.Equal(ProvisionOutcome.WouldChange, _session.Run($"$WhatIfPreference = $true; {Provision} -Commit").Result.Outcome);
        Assert.Empty(device.Journal.DeviceWrites);
    }

    [Fact]
    public void A_declined_device_is_skipped_and_an_agreed_one_is_changed()
    {
        var (first, second) = (_session.Add("leaf1", Running, Intended), _session.Add("leaf2", Running, Intended));
        _session.Host.User.Answers.Enqueue("No");
        _session.Host.User.Answers.Enqueue("Yes");
        var run = _session.Run($"{Provision} -Commit -All");
        Assert.Equal(
            [("leaf1", ProvisionOutcome.Skipped), ("leaf2", ProvisionOutcome.Changed)],
            run.Results.Select(result => (result.Device, result.Outcome)));
        Assert.Contains("declined", run.Results[0].Error!.Message, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
        Assert.Empty(first.Journal.Entries);
        Assert.NotEmpty(second.Journal.DeviceWrites);
    }

    [Theory]
    [InlineData("", "merge the config and commit")]
    [InlineData("-Replace", "replace the config and commit")]
    public void The_prompt_names_the_device_and_the_operation(string arguments, string action)
    {
        _session.Add("leaf1", Running, Intended);
        _session.Host.User.Answers.Enqueue("No");
        _session.Run($"{Provision} -Commit {arguments}");
        var prompt = Assert.Single(_session.Host.User.Prompts);
        Assert.Contains($"\"{action}\" on target \"leaf1\"", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void No_to_all_asks_once_and_connects_to_nothing()
    {
        var devices = new[] { _session.Add("leaf1", Running, Intended), _session.Add("leaf2", Running, Intended) };
        _session.Host.User.Answers.Enqueue("No to All");
        Assert.All(_session.Run($"{Provision} -Commit -All").Results, result => Assert.Equal(ProvisionOutcome.Skipped, result.Outcome));
        Assert.Single(_session.Host.User.Prompts);
        Assert.All(devices, device => Assert.Empty(device.Journal.Entries));
    }

    [Fact]
    public void Devices_are_named_with_wildcards()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);
        _session.Add("spine1", Running, Intended);
        var run = _session.Run("Invoke-DeviceProvision leaf* -InventoryPath inv.csv -ConfigPath configs -Credential $credential");
        Assert.Equal(["leaf1", "leaf2"], run.Results.Select(result => result.Device).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_failed_device_is_a_result_and_an_error_and_stops_no_other()
    {
        _session.Add("leaf1", Running, Intended).Faults.Unreachable = true;
        _session.Add("leaf2", Running, Intended);
        var run = _session.Run(Provision);
        Assert.Equal(
            [ProvisionOutcome.Failed, ProvisionOutcome.WouldChange],
            run.Results.OrderBy(result => result.Device, StringComparer.Ordinal).Select(result => result.Outcome));
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("PRV4001,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("leaf1", Assert.IsType<ProvisionResult>(error.TargetObject).Device);
        Assert.Contains("leaf1", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Untouched", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_that_the_device_refuses_are_an_error()
    {
        _session.Lab.Add(new LabDeviceOptions { Name = "leaf1", Password = "another" });
        _session.Write("inv.csv", "name,address,platform\nleaf1,leaf1,arista_eos\n");
        _session.Write("configs/leaf1.cfg", Intended);
        Assert.StartsWith("PRV4004,", Assert.Single(_session.Run(Provision).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_an_intended_config_is_an_error_before_any_connection()
    {
        var device = _session.Add("leaf1", Running, intended: null);
        device.Faults.Unreachable = true;
        Assert.StartsWith("PRV3101,", Assert.Single(_session.Run(Provision).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_comes_twice_is_worked_on_once()
    {
        _session.Add("leaf1", Running, Intended);
        var run = _session.Run($"$d = Get-Device -InventoryPath inv.csv; $d, $d | Invoke-DeviceProvision -ConfigPath configs -Credential $credential");
        Assert.Equal([ProvisionOutcome.WouldChange, ProvisionOutcome.Skipped], run.Results.Select(result => result.Outcome).Order());
        Assert.StartsWith("PRV1004,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ConfigPath none", "PRV3101")]
    [InlineData("-ConfigPath configs -KeyFile none", "PRV3002")]
    public void Bad_input_ends_the_cmdlet(string arguments, string id)
    {
        var device = _session.Add("leaf1", Running, Intended);
        var run = _session.Run($"Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision {arguments} -Commit -Confirm:$false");
        Assert.StartsWith(id + ",", run.Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(device.Journal.Entries);
    }

    [Fact]
    public void A_misspelt_name_ends_the_cmdlet_before_any_device_is_begun()
    {
        var device = _session.Add("leaf1", Running, Intended);
        var run = _session.Run("Invoke-DeviceProvision leaf1, leaf9 -InventoryPath inv.csv -ConfigPath configs -Credential $credential");
        Assert.StartsWith("PRV1005,", run.Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(device.Journal.Entries);
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ConfirmTimeoutSec -1")]
    [InlineData("-ConfigPath ''")]
    [InlineData("-CanaryCount 0")]
    [InlineData("-BatchSize 0")]
    [InlineData("-StopAfterFailures 0")]
    [InlineData("-StopAfterPercent 101")]
    [InlineData("-MaximumRetryCount -1")]
    [InlineData("-RetryIntervalSec -1")]
    [InlineData("-DeviceTimeoutSec 0")]
    [InlineData("-TimeoutSec 0")]
    [InlineData("-ConnectionsPerSecond 0")]
    public void A_value_out_of_range_is_refused(string arguments) =>
        Assert.Contains("ParameterArgumentValidationError", _session.Run($"Invoke-DeviceProvision x {arguments}").Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Names_beside_the_pipelines_devices_end_the_cmdlet()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);

        var run = _session.Run("Get-Device leaf2 -InventoryPath inv.csv | Invoke-DeviceProvision leaf1 -InventoryPath inv.csv -ConfigPath configs -Credential $credential -Commit -Confirm:$false");

        Assert.Contains("Give one of the two", run.Fatal?.ToString(), StringComparison.Ordinal);
        Assert.Empty(device.Journal.Entries);
    }

    [Fact]
    public void Nothing_in_the_pipeline_is_no_error()
    {
        var run = _session.Run("@() | Invoke-DeviceProvision -ConfigPath configs");
        Assert.Empty(run.Output);
        Assert.Null(run.Fatal);
    }

    [Fact]
    public void ConfirmTimeoutSec_zero_commits_for_good_at_once()
    {
        var device = _session.Add("leaf1", Running, Intended);
        Assert.Equal(ProvisionOutcome.Changed, _session.Run($"{Provision} -Commit -Confirm:$false -ConfirmTimeoutSec 0").Result.Outcome);
        Assert.Empty(device.Journal.Of(LabWrite.TimerStarted));
    }

    [Fact]
    public void ConfirmTimeoutSec_is_the_time_of_the_devices_timer()
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Run($"{Provision} -Commit -Confirm:$false -ConfirmTimeoutSec 600");
        Assert.Contains("10", Assert.Single(device.Journal.Of(LabWrite.TimerStarted)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-CanaryCount 1")]
    [InlineData("-StopAfterFailures 1 -ThrottleLimit 1")]
    public void When_enough_devices_have_failed_the_others_are_skipped_with_an_error_each(string limit)
    {
        _session.Add("a", Running, "hostname {{ name }}\n");
        var untouched = _session.Add("b", Running, Intended);

        var run = _session.Run($"{Provision} {limit} -Commit -All -Confirm:$false");

        Assert.Equal([("a", ProvisionOutcome.Failed), ("b", ProvisionOutcome.Skipped)], run.Results.Select(result => (result.Device, result.Outcome)).Order());
        Assert.Contains(run.Errors, error => error.FullyQualifiedErrorId.StartsWith("PRV9003,", StringComparison.Ordinal));
        Assert.Empty(untouched.Journal.Entries);
    }
}
