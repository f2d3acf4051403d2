using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

public sealed class GetDeviceConfigTests : IDisposable
{
    private const string Running = "hostname leaf1\nsnmp-server community Comm-Unity-9 ro\n";
    private const string Hostile = "hostname leaf1\nbanner login\nred \u009b31m and \u202eback\nEOF\n";
    private const string Read = "Get-Device -InventoryPath inv.csv | Get-DeviceConfig -Credential $credential";
    private readonly Session _session = new();

    [Fact]
    public void Secrets_are_masked()
    {
        _session.Add("leaf1", Running, intended: null);
        var config = Assert.IsType<DeviceConfigText>(Assert.Single(_session.Run(Read).Output));
        Assert.Equal(("leaf1", ConfigStore.Running, false), (config.Device, config.Store, config.IncludesSecrets));
        Assert.Contains("snmp-server community <secret-1> ro", config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void IncludeSecrets_gives_the_text_as_it_is()
    {
        _session.Add("leaf1", Running, intended: null);
        var config = Assert.IsType<DeviceConfigText>(Assert.Single(_session.Run($"{Read} -IncludeSecrets").Output));
        Assert.Contains("Comm-Unity-9", config.Text, StringComparison.Ordinal);
        Assert.True(config.IncludesSecrets);
    }

    [Fact]
    public void Control_characters_of_the_device_are_text()
    {
        _session.Add("leaf1", Hostile, intended: null);
        var config = Assert.IsType<DeviceConfigText>(Assert.Single(_session.Run(Read).Output));
        Assert.Contains(@"red \x9b31m and \u202eback", config.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', config.Text);
    }

    /// <summary>A backup must be exact; what shows the object shows its text.</summary>
    [Fact]
    public void Only_the_text_with_secrets_has_them_as_the_device_gave_them()
    {
        _session.Add("leaf1", Hostile, intended: null);
        var config = Assert.IsType<DeviceConfigText>(Assert.Single(_session.Run($"{Read} -IncludeSecrets").Output));
        Assert.Contains("red \u009b31m and \u202eback", config.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', config.ToString());
    }

    [Fact]
    public void An_error_quotes_the_device_without_them()
    {
        _session.Add("leaf1", Running, intended: null).Faults.Refuse("show running-config", "% no \u009b31m \u202eway");
        var error = Assert.Single(_session.Run(Read).Errors);
        Assert.Contains(@"no \x9b31m \u202eway", $"{error}", StringComparison.Ordinal);
        Assert.All([$"{error}", error.Exception.Message], text => Assert.DoesNotContain('\u009b', text));
    }

    [Fact]
    public void The_startup_config_is_read_on_request()
    {
        _session.Add("leaf1", Running, intended: null).ChangeRunning("hostname renamed");
        var config = Assert.IsType<DeviceConfigText>(Assert.Single(_session.Run($"{Read} -Store Startup").Output));
        Assert.Contains("hostname leaf1", config.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_fails_is_an_error_and_hides_no_other()
    {
        _session.Add("leaf1", Running, intended: null).Faults.Unreachable = true;
        _session.Add("leaf2", Running, intended: null);
        var run = _session.Run("Get-DeviceConfig leaf* -InventoryPath inv.csv -Credential $credential");
        Assert.Equal("leaf2", Assert.IsType<DeviceConfigText>(Assert.Single(run.Output)).Device);
        Assert.StartsWith("PRV4001,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    /// <summary>As clients of the web do when their own time is over.</summary>
    [Fact]
    public void A_device_whose_transport_gives_up_hides_no_other()
    {
        using var session = new Session(new ImpatientTransport(_session.Lab));
        session.Add("leaf1", Running, intended: null);
        session.Add("leaf2", Running, intended: null);
        _session.Add("leaf2", Running, intended: null);

        var run = session.Run("Get-DeviceConfig leaf* -InventoryPath inv.csv -Credential $credential -ThrottleLimit 1");

        Assert.Equal("leaf2", Assert.IsType<DeviceConfigText>(Assert.Single(run.Output)).Device);
        Assert.Equal("leaf1", Assert.IsType<Device>(Assert.Single(run.Errors).TargetObject).Name);
    }

    [Fact]
    public void Reading_writes_nothing()
    {
        var device = _session.Add("leaf1", Running, intended: null);
        _session.Run(Read);
        Assert.Empty(device.Journal.Entries);
    }

    public void Dispose() => _session.Dispose();

    private sealed class ImpatientTransport(LabNetwork lab) : IDeviceTransport
    {
        public IReadOnlyList<DeviceOption> Options => lab.Options;

        public Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
            context.Device.Name == "leaf1" ? throw new TaskCanceledException() : lab.ConnectAsync(context, cancellationToken);
    }
}
