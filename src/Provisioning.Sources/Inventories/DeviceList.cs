using Provisioning.Inventories;
using Provisioning.Sources.Inventories.Trees;
using Provisioning.Sources.Texts;
using Provisioning.Validations;

namespace Provisioning.Sources.Inventories;

/// <summary>Makes devices of a whole file.</summary>
internal sealed class DeviceList(Problems problems)
{
    private const string Shape = "an inventory is a list of devices, or a mapping with the key 'devices'";
    private readonly Dictionary<string, (string Name, Position At)> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="MalformedException">The file's outline is not that of an inventory.</exception>
    public IReadOnlyList<Device> Read(Node root)
    {
        var devices = new List<Device>();
        foreach (var (item, index) in Entries(root).Items.Select((item, index) => (item, index)))
        {
            if (item is not MapNode entry)
                problems.AddInvalid(item.At, $"entry {index + 1} is {item.Kind}; write a mapping of fields");
            else if (new EntryReader(entry, index + 1, problems).Read() is { } device && IsNew(device.Name, entry.At))
                devices.Add(device);
        }

        return devices;
    }

    private bool IsNew(string name, Position at)
    {
        if (_seen.TryAdd(name, (name, at)))
            return true;

        var first = _seen[name];
        problems.AddDuplicate(at, $"device {Shown.Value(name)} is there already as {Shown.Value(first.Name)} at {first.At}"
            + " (case does not count); rename or remove one");
        return false;
    }

    private static ListNode Entries(Node root) => root switch
    {
        ListNode list => list,
        MapNode map => Entries(map),
        _ => throw new MalformedException($"the file holds {root.Kind}; {Shape}", root.At),
    };

    private static ListNode Entries(MapNode map)
    {
        // Keys that begin with "x-" are for the reader of the file, e.g. to hold YAML's anchors.
        var fields = map.Fields.Where(field => !field.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase)).ToList();
        var other = fields.Find(field => !IsDevices(field.Key));
        return fields switch
        {
            _ when other is not null => throw new MalformedException(
                $"unknown key {Shown.Value(other.Key)} beside the devices{Hint(other.Key)}; {Shape}", other.At),
            [] => throw new MalformedException($"there is no key 'devices'; {Shape}", map.At),
            [{ Value: ListNode list }] => list,
            [var devices] => throw new MalformedException($"'devices' is {devices.Value.Kind}; write a list, '[]' for none", devices.Value.At),
            [_, var second, ..] => throw new MalformedException("'devices' is there twice; keep one", second.At),
        };
    }

    private static bool IsDevices(string key) => key.Equals("devices", StringComparison.OrdinalIgnoreCase);

    private static string Hint(string key) => NearestNames.Find(key, ["devices"]).Count > 0 ? " (did you mean 'devices'?)" : "";
}
