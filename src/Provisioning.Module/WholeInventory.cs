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

    /// <summary>Whether the devices are the whole of an inventory, of two or more, none left out on the way.</summary>
    public static bool IsAll(IReadOnlyList<Device> devices) =>
        devices.Count > 1 && Inventories.TryGetValue(devices[0], out var inventory)
        && devices.Count >= inventory.Count
        && inventory.All(new HashSet<Device>(devices, ReferenceEqualityComparer.Instance).Contains);
}
