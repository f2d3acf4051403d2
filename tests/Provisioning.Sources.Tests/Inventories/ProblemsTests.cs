using Provisioning.Errors;

namespace Provisioning.Sources.Tests.Inventories;

public sealed class ProblemsTests
{
    [Fact]
    public Task All_mistakes_are_told_at_once_in_the_files_order() => InventoryFile.AssertRefusedAsync(
        ".csv", "name,port,bad\nr1,0,\nR1,22,\n,22,\nr 2,x,\n", ErrorCode.InventoryEntryInvalid,
        """
        Inventory 'lab.csv' has 6 mistakes:
          line 1: unknown field 'bad'; remove it, or move a setting of the platform into 'options'; the fields are name, address, port, platform, role, location, status, tags, options
          line 2: device 'r1': port '0' is not a port; write a whole number from 1 to 65535
          line 3: device 'R1' is there already as 'r1' at line 2 (case does not count); rename or remove one
          line 4: entry 3: has no name; set 'name'
          line 5: device 'r 2': name 'r 2' holds white space; rename the device
          line 5: device 'r 2': port 'x' is not a port; write a whole number from 1 to 65535
        """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(".yaml", "- name: r1\n- name: r2\n- name: R1\n", "line 3, column 3", "line 1, column 3")]
    [InlineData(".json", "[{\"name\": \"r1\"},\n{\"name\": \"R1\"}]", "line 2, column 1", "line 1, column 2")]
    [InlineData(".csv", "name\nr1\n\nR1\n", "line 4", "line 2")]
    public Task A_device_named_twice_is_refused_with_both_places(string extension, string text, string second, string first) =>
        InventoryFile.AssertRefusedAsync(
            extension, text, ErrorCode.DeviceDuplicate,
            $"Inventory 'lab{extension}', {second}: device 'R1' is there already as 'r1' at {first} (case does not count); rename or remove one");

    [Fact]
    public async Task Of_many_mistakes_twenty_are_told_and_the_others_counted()
    {
        var text = "name,port\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"r{i},0\n"));

        var lines = (await InventoryFile.RefuseAsync(".csv", text)).Message.Split('\n');

        Assert.Equal(
            ("Inventory 'lab.csv' has 25 mistakes:", 22, "  and 5 more"), (lines[0], lines.Length, lines[^1]));
    }

    [Fact]
    public async Task A_long_value_is_cut()
    {
        var refusal = await InventoryFile.RefuseAsync(".csv", $"name,port\nr1,{new string('9', 500)}\n");

        Assert.Contains($"port '{new string('9', 60)}...'", refusal.Message, StringComparison.Ordinal);
    }
}
