using System.Runtime.CompilerServices;
using Provisioning.Errors;
using Provisioning.Validations;

namespace Provisioning.Inventories;

/// <summary>Looks devices up in an inventory.</summary>
public static class InventoryExtensions
{
    /// <summary>
    /// The devices that a filter chooses, in the inventory's order. When the filter asks for exact names, the whole
    /// inventory is read before the first device is given out, so that a misspelt name stops a run before it begins;
    /// otherwise devices are streamed. A named device that another list of the filter excludes is not an error.
    /// </summary>
    /// <param name="inventory">The inventory.</param>
    /// <param name="filter">Which devices.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <exception cref="InventoryException">
    /// The inventory cannot be used, or (<see cref="ErrorCode.DeviceNotFound"/>) exact names are not in it.
    /// </exception>
    public static async IAsyncEnumerable<Device> FindAsync(
        this IDeviceInventory inventory,
        DeviceFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (filter.ExactNames.Any())
        {
            foreach (var device in await ReadAsync(inventory, filter, cancellationToken).ConfigureAwait(false))
                yield return device;
            yield break;
        }

        await foreach (var device in inventory.GetDevicesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (filter.Matches(device))
                yield return device;
        }
    }

    private static async Task<IReadOnlyList<Device>> ReadAsync(
        IDeviceInventory inventory, DeviceFilter filter, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var chosen = new List<Device>();
        await foreach (var device in inventory.GetDevicesAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(device.Name);
            if (filter.Matches(device))
                chosen.Add(device);
        }

        var missing = filter.ExactNames.Where(name => !names.Contains(name)).ToList();
        return missing.Count == 0 ? chosen : throw NotFound(missing, names);
    }

    private static InventoryException NotFound(IEnumerable<string> missing, HashSet<string> names) =>
        new(ErrorCode.DeviceNotFound, $"Not among the {names.Count} devices of the inventory: "
            + string.Join("; ", missing.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Describe(name, names)))
            + ". Correct the name, or use wildcards (*, ?, [ab]) to allow for none.");

    private static string Describe(string name, HashSet<string> names)
    {
        var nearest = NearestNames.Find(name, names);
        return nearest.Count == 0 ? $"'{name}'" : $"'{name}' (did you mean {string.Join(" or ", nearest.Select(n => $"'{n}'"))}?)";
    }
}
