using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

public sealed class CompareDeviceConfigTests : IDisposable
{
    private const string Compare = "Get-Device -InventoryPath inv.csv | Compare-DeviceConfig -ConfigPath configs -Credential $credential";
    private readonly Session _session = new();

    [Fact]
    public void A_line_too_many_is_drift()
    {
        var device = _session.Add("leaf1", "hostname leaf1\nntp server 192.0.2.1\n", intended: null);
        _session.Write("configs/leaf1.cfg", device.Running.Replace("ntp server 192.0.2.1\n", "", StringComparison.Ordinal));
        var comparison = Assert.IsType<DeviceComparison>(Assert.Single(_session.Run(Compare).Output));
        Assert.Equal(("leaf1", false), (comparison.Device, comparison.InSync));
        Assert.Contains("-ntp server 192.0.2.1", comparison.Diff.Text, StringComparison.Ordinal);
        Assert.Empty(device.Journal.Entries);
    }

    [Fact]
    public void The_configs_own_text_is_in_sync()
    {
        _session.Add("leaf1", "hostname leaf1\n", intended: null);
        var text = (DeviceConfigText)Assert.Single(_session.Run("Get-DeviceConfig leaf1 -InventoryPath inv.csv -Credential $credential -IncludeSecrets").Output);
        _session.Write("configs/leaf1.cfg", text.Text);
        Assert.True(Assert.IsType<DeviceComparison>(Assert.Single(_session.Run(Compare).Output)).InSync);
    }

    [Fact]
    public void A_missing_folder_ends_the_cmdlet() =>
        Assert.StartsWith("PRV3101,", _session.Run("Compare-DeviceConfig x -ConfigPath none").Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);

    public void Dispose() => _session.Dispose();
}
