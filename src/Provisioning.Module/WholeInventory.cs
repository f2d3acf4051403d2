using System.Runtime.CompilerServices;
using Provisioning.Inventories;

namespace Provisioning.Module;

/// <summary>Knows again the devices of an inventory that was read without leaving any out.</summary>
internal static class WholeInventory
{
    private static readonly ConditionalWeakTable<Device, IReadOnlyList<Device>> Inventories = [];

    /// <summary>Remembers where devices came from, when they are all of their inventory.</summary>
    public static void Note(IReadOnlyList<Device> found, int inInventory)
    {
        if (found.Count == inInventory)
        {
            foreach (var device in found)
            {
                Inventories.AddOrUpdate(device, found);
            }
        }
    }

    /// <summary>The inventory of two or more of which the devices leave none out; null when there is none.</summary>
    public static IReadOnlyList<Device>? Among(IReadOnlyList<Device> devices)
    {
        var given = new HashSet<Device>(devices, ReferenceEqualityComparer.Instance);
        return devices.Select(device => Inventories.TryGetValue(device, out var inventory) ? inventory : []).Distinct()
            .FirstOrDefault(inventory => inventory.Count > 1 && inventory.All(given.Contains));
    }
}
