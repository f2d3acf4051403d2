using System.Runtime.CompilerServices;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Core.Tests.Inventories;

public sealed class InventoryExtensionsTests
{
    private readonly ListInventory _inventory = new(
        [new() { Name = "leaf-1", Role = "leaf" }, new() { Name = "leaf-2", Role = "leaf" }, new() { Name = "Spine-1", Role = "spine" }]);

    [Fact]
    public async Task Matches_come_in_the_inventorys_order() =>
        Assert.Equal(["leaf-1", "Spine-1"], await NamesAsync(new() { Names = ["spine-1", "leaf-1"] }));

    [Fact]
    public async Task A_wildcard_may_match_nothing() => Assert.Empty(await NamesAsync(new() { Names = ["core*"] }));

    [Fact]
    public async Task A_named_device_that_another_list_excludes_is_no_error() =>
        Assert.Empty(await NamesAsync(new() { Names = ["leaf-1"], Roles = ["spine"] }));

    [Fact]
    public async Task A_name_that_is_not_there_is_refused_with_the_nearest()
    {
        var error = await Assert.ThrowsAsync<InventoryException>(() => NamesAsync(new() { Names = ["leaf-1", "lefa-2"] }));

        Assert.Equal(ErrorCode.DeviceNotFound, error.Code);
        Assert.Equal(
            "Not among the 3 devices of the inventory: 'lefa-2' (did you mean 'leaf-2' or 'leaf-1'?). "
            + "Correct the name, or use wildcards (*, ?, [ab]) to allow for none.",
            error.Message);
    }

    [Fact]
    public async Task Every_missing_name_is_reported_at_once()
    {
        var error = await Assert.ThrowsAsync<InventoryException>(() => NamesAsync(new() { Names = ["xx", "yy", "XX"] }));

        Assert.Contains("'xx'; 'yy'. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_name_is_refused_before_any_device_is_given_out()
    {
        var given = 0;
        await Assert.ThrowsAsync<InventoryException>(async () =>
        {
            await foreach (var _ in _inventory.FindAsync(new() { Names = ["leaf-*", "r9"] }, TestContext.Current.CancellationToken))
                given++;
        });

        Assert.Equal(0, given);
    }

    [Fact]
    public async Task Without_exact_names_devices_are_streamed()
    {
        await foreach (var _ in _inventory.FindAsync(new() { Roles = ["leaf"] }, TestContext.Current.CancellationToken))
            break;

        Assert.Equal(1, _inventory.Given);
    }

    private async Task<IReadOnlyList<string>> NamesAsync(DeviceFilter filter)
    {
        var names = new List<string>();
        await foreach (var device in _inventory.FindAsync(filter, TestContext.Current.CancellationToken))
            names.Add(device.Name);
        return names;
    }

    private sealed class ListInventory(IReadOnlyList<Device> devices) : IDeviceInventory
    {
        public int Given { get; private set; }

        public async IAsyncEnumerable<Device> GetDevicesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            foreach (var device in devices)
            {
                Given++;
                yield return device;
            }
        }
    }
}
