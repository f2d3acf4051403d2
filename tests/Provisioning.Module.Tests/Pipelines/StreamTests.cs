using Provisioning.Lab;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Pipelines;

public sealed class StreamTests : IDisposable
{
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";
    private const string Provision = Loud + "Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision -ConfigPath configs -Credential $credential -Confirm:$false";
    private readonly Session _session = new();

    [Fact]
    public void The_log_of_a_run_is_verbose_and_has_its_run_id()
    {
        _session.Add("leaf1", "", "hostname renamed\n");
        var run = _session.Run(Provision);
        Assert.Contains(run.Verbose, line => line.Contains($"run {run.Result.RunId} begins (cmdlet", StringComparison.Ordinal));
        Assert.Contains(run.Verbose, line => line.Contains("WouldChange in", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_tells_device_and_stage_and_ends()
    {
        _session.Add("leaf1", "", "hostname leaf1\n");
        _session.Add("leaf2", "", "hostname leaf2\n");
        var progress = _session.Run($"{Provision} -ThrottleLimit 1").Progress;
        Assert.Contains(progress, record => record.StatusDescription == "0 of 2, leaf1: Open");
        Assert.Contains(progress, record => record.PercentComplete == 50);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void What_went_wrong_in_between_is_a_warning()
    {
        _session.Add("leaf1", "", "interface Ethernet1\n   description new\n").Faults.CutAfter("commit timer");
        Assert.Contains(_session.Run($"{Provision} -Commit").Warnings, line => line.Contains("leaf1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Commit")]
    [InlineData("-Commit -Replace")]
    public void No_secret_is_in_any_stream(string arguments)
    {
        _session.Add("leaf1", "snmp-server community Comm-Unity-9 ro\n", "hostname leaf1\nsnmp-server community Comm-Unity-10 ro\n");
        _session.Add("leaf2", "", "snmp-server community Comm-Unity-11 ro\nsnmp-server community Comm-Unity-11 wrong wrong\n");
        _session.Lab.Add(new LabDeviceOptions { Name = "leaf3", Password = "another" });
        File.AppendAllText(Path.Combine(_session.Folder, "inv.csv"), "leaf3,leaf3,arista_eos\n");
        _session.Write("configs/leaf3.cfg", "hostname leaf3\n");
        var run = _session.Run($"{Provision} {arguments} -All");
        Assert.Equal(3, run.Output.Count);
        Assert.Contains("<secret-1>", run.Everything.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All([Session.Password, "Comm-Unity"], secret => Assert.DoesNotContain(secret, run.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_the_error_of_a_config_that_cannot_be_read()
    {
        _session.Add("leaf1", "", intended: null).Faults.Refuse("show running-config", "% Error: snmp-server community Comm-Unity-9 ro");
        var run = _session.Run(Loud + "Get-Device -InventoryPath inv.csv | Get-DeviceConfig -Credential $credential");
        Assert.Contains("community <secret-", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Comm-Unity", run.Everything, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();
}
