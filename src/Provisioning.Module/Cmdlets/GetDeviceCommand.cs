using System.Management.Automation;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Validations;

namespace Provisioning.Module.Cmdlets;

/// <summary>Gets devices from an inventory file.</summary>
[Cmdlet(VerbsCommon.Get, "Device")]
[OutputType(typeof(Device))]
public sealed class GetDeviceCommand : ProvisioningCommand
{
    /// <summary>Names; wildcards may be used. A name without a wildcard must be in the inventory.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The inventory: .json, .csv, .yaml or .yml. Default: the environment variable PROVISION_INVENTORY.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InventoryPath { get; set; }

    /// <summary>Locations; wildcards may be used.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Location { get; set; } = [];

    /// <summary>Roles; wildcards may be used.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Role { get; set; } = [];

    /// <summary>Platforms as the inventory spells them; wildcards may be used.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Platform { get; set; } = [];

    /// <summary>Statuses; wildcards may be used.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Status { get; set; } = [];

    /// <summary>Tags, of which a device must have at least one; wildcards may be used.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Tag { get; set; } = [];

    private IReadOnlyList<Device> _devices = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var inventory = OpenInventory(InventoryPath);
        _devices = Read(inventory.GetDevicesAsync(Pump.Stopping), inventory);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var filter = new DeviceFilter
        {
            Names = Name,
            Locations = Location,
            Roles = Role,
            Platforms = Platform,
            Statuses = Status,
            Tags = Tag,
        };
        var found = _devices.Where(filter.Matches).ToList();
        WholeInventory.Note(found, _devices.Count);
        WriteObject(found, enumerateCollection: true);
        var names = _devices.Select(device => device.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var missing in filter.ExactNames.Where(name => !names.Contains(name)))
        {
            WriteError(ErrorRecords.From(new InventoryException(ErrorCode.DeviceNotFound, Describe(missing, names)), missing));
        }
    }

    private static string Describe(string name, HashSet<string> names)
    {
        var nearest = NearestNames.Find(name, names);
        var hint = nearest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
        return $"'{name}' is not among the {names.Count} devices of the inventory.{hint}";
    }
}
