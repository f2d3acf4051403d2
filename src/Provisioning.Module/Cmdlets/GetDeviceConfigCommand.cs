using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning.Module.Cmdlets;

/// <summary>Reads the running or startup config of devices.</summary>
[Cmdlet(VerbsCommon.Get, "DeviceConfig", DefaultParameterSetName = ByName)]
[OutputType(typeof(DeviceConfigText))]
public sealed class GetDeviceConfigCommand : FleetCommand
{
    /// <summary>Which config: Running (the default) or Startup.</summary>
    [Parameter]
    [ValidateSet("Running", "Startup")]
    public string Store { get; set; } = "Running";

    /// <summary>Gives the text as the device gave it, passwords, keys and control characters included, e.g. for a backup.</summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    private protected override string Activity => $"Reading {Store.ToLowerInvariant()} configs";

    private protected override Task RunAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var reader = fleet.Services.GetRequiredService<IDeviceConfigReader>();
        return ForEachAsync(fleet, (device, token) => ReadAsync(reader, device, token), cancellationToken);
    }

    private async Task<object> ReadAsync(IDeviceConfigReader reader, Device device, CancellationToken cancellationToken)
    {
        var config = await reader.ReadAsync(device, Enum.Parse<ConfigStore>(Store, ignoreCase: true), cancellationToken).ConfigureAwait(false);
        return new DeviceConfigText(config.Device, config.Store, IncludeSecrets ? config.Reveal() : config.Text, IncludeSecrets);
    }
}
