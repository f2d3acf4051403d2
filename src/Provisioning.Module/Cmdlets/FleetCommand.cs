using System.Management.Automation;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Module.Pipelines;

namespace Provisioning.Module.Cmdlets;

/// <summary>What the cmdlets for many devices have in common: they collect devices, then work on many at once.</summary>
public abstract class FleetCommand : ConnectingCommand
{
    private protected const string ByDevice = "Device";
    private protected const string ByName = "Name";
    private readonly List<Device> _devices = [];

    /// <summary>Devices, as Get-Device gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByDevice)]
    [ValidateNotNull]
    public Device[] Device { get; set; } = [];

    /// <summary>Names of devices in the inventory; wildcards may be used.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The inventory: .json, .csv, .yaml or .yml. Default: the environment variable PROVISION_INVENTORY.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public virtual string? InventoryPath { get; set; }

    private protected abstract string Activity { get; }

    /// <summary>The names to look for in the inventory; null when devices come by the pipeline.</summary>
    private protected virtual IReadOnlyList<string>? WantedNames => ParameterSetName == ByName ? Name : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (WantedNames is { Count: > 0 } names)
        {
            RefusePipedToo();
            var inventory = OpenInventory(InventoryPath);
            _devices.AddRange(Read(inventory.FindAsync(new DeviceFilter { Names = names }, Pump.Stopping), inventory));
            WholeInventory.Note([.. _devices], Read(inventory.GetDevicesAsync(Pump.Stopping), inventory).Count);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _devices.AddRange(Device);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_devices.Count == 0 && WantedNames is not { Count: 0 })
        {
            WriteWarning(WantedNames is { } names ? $"No device of the inventory is named {string.Join(" or ", names)}: nothing was done." : "No device came by the pipeline: nothing was done.");
        }

        var devices = Admit(_devices);
        if (devices.Count == 0)
        {
            return;
        }

        var progress = new Progress(this, Activity, devices.Count);
        using var services = ModuleServices.Build(Settings(progress));
        Pump.Run(cancellationToken => RunAsync(new(services, devices, progress), cancellationToken));
        progress.End();
    }

    // PowerShell would say of each that it cannot be bound, and then work on the names all the same.
    private void RefusePipedToo()
    {
        if (MyInvocation.ExpectingInput)
        {
            throw Fatal(new ValidationException(ErrorCode.DeviceInvalid, "Devices come by the pipeline, and by name or plan too. Give one of the two. Nothing was done."), null);
        }
    }

    /// <summary>Which of the devices to work on; the place to ask the user.</summary>
    private protected virtual IReadOnlyList<Device> Admit(IReadOnlyList<Device> devices) => devices;

    private protected abstract Task RunAsync(Fleet fleet, CancellationToken cancellationToken);

    /// <summary>One device after another, many at once; a failure is an error record and stops nothing else.</summary>
    private protected Task ForEachAsync(Fleet fleet, Func<Device, CancellationToken, Task<object>> read, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(fleet.Devices, parallel, async (device, token) =>
        {
            try
            {
                var output = await read(device, token).ConfigureAwait(false);
                Pump.Post(() => WriteObject(output));
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
            {
                Pump.Post(() => WriteError(ErrorRecords.From(exception, device)));
            }

            Pump.Post(() => fleet.Progress.Finish(device.Name));
        });
    }
}
