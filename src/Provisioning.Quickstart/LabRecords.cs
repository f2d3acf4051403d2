using Provisioning.Changes;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;

namespace Provisioning.Quickstart;

/// <summary>The demo's source of truth: the records of the sample devices, and the intended configs that follow from them.</summary>
internal sealed class LabRecords : IDeviceInventory, IIntendedConfigSource
{
    private readonly SortedDictionary<string, Device> _devices = new(LabSamples.Devices.ToDictionary(sample => sample.Name, ToDevice));

    public Device this[string name] => _devices[name];

    public IAsyncEnumerable<Device> GetDevicesAsync(CancellationToken cancellationToken = default) =>
        _devices.Values.ToAsyncEnumerable();

    /// <summary>The sample's intended config; the server port of a leaf is open only while the leaf is active.</summary>
    public ValueTask<IntendedConfig> GetAsync(Device device, CancellationToken cancellationToken = default)
    {
        var text = LabSamples.Devices.Single(sample => sample.Name == device.Name).Intended;
        if (device.Role == "leaf")
        {
            text += $"interface Ethernet2\n   {(device.Status == "Active" ? "no shutdown" : "shutdown")}\n";
        }

        return ValueTask.FromResult(new IntendedConfig(text, $"the sample of {device.Name}"));
    }

    /// <summary>Saves a record, and reports the change as a source of truth would.</summary>
    public DeviceChange Save(Device after)
    {
        var before = _devices[after.Name];
        _devices[after.Name] = after;
        return new DeviceChange
        {
            Source = "quickstart",
            Action = DeviceChangeAction.Updated,
            Device = after,
            User = "operator",
            Differences = FieldDifferences.Between(Fields(before), Fields(after)),
        };
    }

    private static Device ToDevice(LabSample sample) => new()
    {
        Name = sample.Name,
        Address = sample.Address,
        Platform = "arista_eos",
        Role = sample.Role,
        Status = sample.Name == "leaf2" ? "Planned" : "Active",
    };

    private static Dictionary<string, FieldValue?> Fields(Device device) => new()
    {
        ["name"] = Value(device.Name),
        ["primary_ip4"] = Value(device.Address),
        ["platform"] = Value(device.Platform),
        ["role"] = Value(device.Role),
        ["status"] = Value(device.Status),
    };

    private static FieldValue? Value(string? text) => text is null ? null : new FieldValue(text);
}
