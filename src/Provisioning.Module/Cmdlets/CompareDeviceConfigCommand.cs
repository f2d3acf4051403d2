using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Inventories;

namespace Provisioning.Module.Cmdlets;

/// <summary>Compares the running config of devices with their intended config, whole against whole.</summary>
[Cmdlet(VerbsData.Compare, "DeviceConfig", DefaultParameterSetName = ByName)]
[OutputType(typeof(DeviceComparison))]
public sealed class CompareDeviceConfigCommand : FleetCommand
{
    private string? _configFolder;

    /// <summary>The folder of intended configs, NAME.cfg or NAME.conf. Default: the environment variable PROVISION_CONFIG_PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    private protected override string Activity => "Comparing configs";

    private protected override string? ConfigFolder => _configFolder;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _configFolder = FindConfigFolder(ConfigPath);
        base.BeginProcessing();
    }

    private protected override Task RunAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var reader = fleet.Services.GetRequiredService<IDeviceConfigReader>();
        return ForEachAsync(fleet, (device, token) => CompareAsync(reader, device, token), cancellationToken);
    }

    private static async Task<object> CompareAsync(IDeviceConfigReader reader, Device device, CancellationToken cancellationToken) =>
        new DeviceComparison(device.Name, await reader.CompareAsync(device, cancellationToken).ConfigureAwait(false));
}
