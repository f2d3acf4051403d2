using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

/// <summary>All devices of an inventory, some, and none.</summary>
public sealed class WholeInventoryTests : IDisposable
{
    private const string Running = "hostname leaf1\ninterface Ethernet1\n   description old\n";
    private const string Intended = "interface Ethernet1\n   description new\n";
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision")]
    [InlineData("Get-Device * -InventoryPath inv.csv | Where-Object Name | Invoke-DeviceProvision")]
    [InlineData("Invoke-DeviceProvision -Name * -InventoryPath inv.csv")]
    [InlineData("Invoke-DeviceProvision leaf1, leaf2 -InventoryPath inv.csv")]
    [InlineData("@(Get-Device leaf3 -InventoryPath other.csv) + @(Get-Device -InventoryPath inv.csv) | Invoke-DeviceProvision")]
    public void A_commit_on_a_whole_inventory_wants_All(string provision)
    {
        var device = _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);
        _session.Write("other.csv", "name,address,platform\nleaf3,leaf3,arista_eos\nleaf4,leaf4,arista_eos\n");
        var script = $"{provision} -ConfigPath configs -Credential $credential -Commit -Confirm:$false";

        var refused = _session.Run(script);

        Assert.Contains("all 2 devices of the inventory", refused.Fatal!.ToString(), StringComparison.Ordinal);
        Assert.Empty(device.Journal.DeviceWrites);
        Assert.Equal(["leaf1", "leaf2"], _session.Run($"{script} -All").Results.Where(result => result.Outcome == ProvisionOutcome.Changed).Select(result => result.Device).Order());
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf:$true")]
    public void A_commit_that_is_none_wants_no_All(string whatIf)
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);

        var run = _session.Run($"Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision -ConfigPath configs -Credential $credential -Commit {whatIf}");

        Assert.All(run.Results, result => Assert.Equal(ProvisionOutcome.WouldChange, result.Outcome));
        Assert.Equal(2, run.Results.Count);
    }

    [Fact]
    public void WhatIf_of_the_session_counts_as_well()
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);

        var run = _session.Run("$WhatIfPreference = $true; Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision -ConfigPath configs -Credential $credential -Commit");

        Assert.Equal([ProvisionOutcome.WouldChange, ProvisionOutcome.WouldChange], run.Results.Select(result => result.Outcome));
    }

    [Theory]
    [InlineData("Invoke-DeviceProvision leef* -InventoryPath inv.csv", "No device of the inventory is named leef*")]
    [InlineData("Get-Device leef* -InventoryPath inv.csv | Invoke-DeviceProvision", "No device came by the pipeline")]
    public void That_there_was_no_device_is_said(string provision, string warning)
    {
        _session.Add("leaf1", Running, Intended);

        var run = _session.Run($"{provision} -ConfigPath configs -Credential $credential");

        Assert.Empty(run.Output);
        Assert.Contains(run.Warnings, said => said.Contains(warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-Device leaf1 -InventoryPath inv.csv | Invoke-DeviceProvision")]
    [InlineData("Get-Device -InventoryPath inv.csv | Where-Object Name -ne leaf2 | Invoke-DeviceProvision")]
    [InlineData("Invoke-DeviceProvision -Name *1 -InventoryPath inv.csv")]
    public void A_commit_on_some_devices_wants_no_All(string provision)
    {
        _session.Add("leaf1", Running, Intended);
        _session.Add("leaf2", Running, Intended);

        Assert.Equal(ProvisionOutcome.Changed, _session.Run($"{provision} -ConfigPath configs -Credential $credential -Commit -Confirm:$false").Result.Outcome);
    }
}
