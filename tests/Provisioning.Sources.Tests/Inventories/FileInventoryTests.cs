using System.Text;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Inventories;

namespace Provisioning.Sources.Tests.Inventories;

public sealed class FileInventoryTests
{
    private const string Json = """
        [{"name": "r1", "address": "192.0.2.1", "port": 2222, "platform": "frr", "role": "edge", "location": "Berlin",
          "status": "Active", "tags": ["a", "b c"], "options": {"pathspace": "r1", "sudo": true, "wait": 1.50}},
         {"name": "r2"}]
        """;

    private const string Yaml = """
        - name: r1
          address: 192.0.2.1
          port: 2222
          platform: frr
          role: edge
          location: Berlin
          status: Active
          tags: [a, b c]
          options: {pathspace: r1, sudo: true, wait: 1.50}
        - name: r2
        """;

    private const string Csv = """
        name,address,port,platform,role,location,status,tags,options.pathspace,options
        r1,192.0.2.1,2222,frr,edge,Berlin,Active,a; b c,r1,sudo=true;wait=1.50
        r2,,,,,,,,,
        """;

    public static TheoryData<string, string> Formats => new()
    {
        { ".json", Json }, { ".yaml", Yaml }, { ".yml", Yaml }, { ".csv", Csv }, { ".JSON", Json }, { ".Csv", Csv },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_field_is_read_in_every_format(string extension, string text)
    {
        var device = (await InventoryFile.ReadAsync(extension, text))[0];

        Assert.Equivalent(
            new Device
            {
                Name = "r1", Address = "192.0.2.1", Port = 2222, Platform = "frr", Role = "edge", Location = "Berlin", Status = "Active",
                Tags = ["a", "b c"],
                Options = new Dictionary<string, string> { ["pathspace"] = "r1", ["sudo"] = "true", ["wait"] = "1.50" },
            },
            device,
            strict: true);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_name_is_all_that_an_entry_needs(string extension, string text) =>
        Assert.Equivalent(new Device { Name = "r2" }, (await InventoryFile.ReadAsync(extension, text))[1], strict: true);

    [Theory]
    [InlineData(".json", """{"devices": [{"name": "r1"}]}""")]
    [InlineData(".json", """{"Devices": [{"NAME": "r1"}], "x-note": 1}""")]
    [InlineData(".yaml", "devices:\n- name: r1\n")]
    [InlineData(".csv", "NAME,Port\nr1,22\n")]
    public async Task A_mapping_of_devices_works_too_and_case_does_not_count(string extension, string text) =>
        Assert.Equal(["r1"], (await InventoryFile.ReadAsync(extension, text)).Select(device => device.Name));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_byte_order_mark_and_CRLF_are_tolerated(string extension, string text) =>
        Assert.Equal(2, (await InventoryFile.ReadAsync(
            extension, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))])).Count);

    [Theory]
    [InlineData(".json", "[]")]
    [InlineData(".json", """{"devices": []}""")]
    [InlineData(".yaml", "[]")]
    [InlineData(".yaml", "devices: []")]
    [InlineData(".csv", "name,address\n")]
    public async Task An_empty_list_is_an_inventory(string extension, string text) =>
        Assert.Empty(await InventoryFile.ReadAsync(extension, text));

    [Theory]
    [InlineData(".json", "Inventory 'lab.json', line 1, column 1")]
    [InlineData(".yaml", "Inventory 'lab.yaml': the file holds nothing; an inventory without devices is written '[]'.")]
    [InlineData(".csv", "Inventory 'lab.csv': the file holds nothing; an inventory without devices has a header row.")]
    public async Task An_empty_file_is_malformed(string extension, string message)
    {
        var refusal = await InventoryFile.RefuseAsync(extension, "");

        Assert.Equal(ErrorCode.InventoryMalformed, refusal.Code);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".json", "\"r1\"", "line 1, column 1: the file holds a text")]
    [InlineData(".yaml", "r1", "line 1, column 1: the file holds a text")]
    [InlineData(".json", "{\"devices\": null}", "line 1, column 13: 'devices' is null; write a list, '[]' for none")]
    [InlineData(".yaml", "devices:\n  r1:\n    port: 22\n", "line 2, column 3: 'devices' is a mapping; write a list")]
    [InlineData(".json", "{}", "line 1, column 1: there is no key 'devices'")]
    [InlineData(".yaml", "device: []", "line 1, column 1: unknown key 'device' beside the devices (did you mean 'devices'?)")]
    [InlineData(".yaml", "devices: []\nhosts: []", "line 2, column 1: unknown key 'hosts' beside the devices;")]
    [InlineData(".json", "{\"devices\": [],\n \"devices\": []}", "line 2, column 2: 'devices' is there twice")]
    public async Task Another_outline_is_malformed(string extension, string text, string message)
    {
        var refusal = await InventoryFile.RefuseAsync(extension, text);

        Assert.Equal(ErrorCode.InventoryMalformed, refusal.Code);
        Assert.StartsWith($"Inventory 'lab{extension}', {message}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_told_with_its_full_path()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "none.yaml");

        var error = await Assert.ThrowsAsync<InventoryException>(() => InventoryFile.ReadFileAsync(path));

        Assert.Equal(
            (ErrorCode.InventoryMissing, $"Inventory '{path}' does not exist; check the path."), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_folder_is_not_an_inventory()
    {
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<InventoryException>(() => InventoryFile.ReadFileAsync(folder.Path));

        Assert.Equal(
            (ErrorCode.InventoryMissing, $"Inventory '{folder.Path}' is a folder; name the file in it."), (error.Code, error.Message));
    }

    [Theory]
    [InlineData(".txt")]
    [InlineData("")]
    public Task Another_extension_is_refused_with_the_supported_ones(string extension) => InventoryFile.AssertRefusedAsync(
        extension, Json, ErrorCode.InventoryMissing,
        $"Inventory 'lab{extension}' has the extension '{extension}'; supported are .json, .csv, .yaml and .yml.");

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused_with_their_offset()
    {
        var error = await Assert.ThrowsAsync<InventoryException>(() => InventoryFile.ReadAsync(".yaml", Encoding.Latin1.GetBytes("- name: M\u00FCnchen")));

        Assert.Equal(ErrorCode.InventoryMalformed, error.Code);
        Assert.EndsWith(": it is not UTF-8: the byte at offset 9 is invalid; save it as UTF-8.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UTF16_is_refused_by_its_name()
    {
        var error = await Assert.ThrowsAsync<InventoryException>(
            () => InventoryFile.ReadAsync(".csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name\nr1\n")]));

        Assert.Contains("it is UTF-16, not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".yaml", "- name: r1\n\0- name: r2\n")]
    [InlineData(".csv", "name\n\0r1\n")]
    public Task A_NUL_does_not_hide_the_devices_behind_it(string extension, string text) => InventoryFile.AssertRefusedAsync(
        extension, text, ErrorCode.InventoryMalformed, $"Inventory 'lab{extension}', line 2: the file holds a NUL character.");

    [Fact]
    public async Task Nothing_is_given_out_when_the_last_entry_is_wrong()
    {
        using var folder = new TempFolder();
        var inventory = new FileInventory(folder.Write("lab.csv", "name,port\nr1,22\nr2,x\n"));
        var devices = inventory.GetDevicesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InventoryException>(async () => await devices.MoveNextAsync());
    }

    [Fact]
    public async Task The_file_is_read_again_at_each_enumeration()
    {
        using var folder = new TempFolder();
        var path = folder.Write("lab.csv", "name\nr1\n");
        var inventory = new FileInventory(path);
        await inventory.GetDevicesAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        folder.Write("lab.csv", "name\nr2\n");

        Assert.Equal("r2", (await inventory.GetDevicesAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken)).Name);
    }

    [Fact]
    public async Task Ten_thousand_devices_are_read()
    {
        var rows = string.Concat(Enumerable.Range(1, 10_000).Select(i => $"- {{name: r{i}, address: 10.0.{i / 250}.{i % 250}}}\n"));

        Assert.Equal(10_000, (await InventoryFile.ReadAsync(".yaml", rows)).Count);
    }
}
