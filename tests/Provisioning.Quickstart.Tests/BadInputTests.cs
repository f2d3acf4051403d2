namespace Provisioning.Quickstart.Tests;

/// <summary>What is wrong with the input as a whole is told before any connection.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly QuickstartFixture _quickstart = new();

    public BadInputTests()
    {
        _quickstart.WriteInventory("leaf1", "leaf2");
        _quickstart.WriteConfig("leaf1", "hostname leaf1\n");
    }

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public Task A_missing_inventory() => RefusedAsync("PRV1001", "--inventory", "nowhere.yaml", "--configs", _quickstart.Configs);

    [Fact]
    public Task An_inventory_of_an_unknown_format() =>
        RefusedAsync("PRV1001", "--inventory", _quickstart.Write("devices.xml", "<a/>"), "--configs", _quickstart.Configs);

    [Fact]
    public async Task Malformed_yaml_with_its_line()
    {
        await InventoryRefusedAsync("PRV1002", "- name: leaf1\n- name: [\n");

        Assert.Contains("line ", _quickstart.Error);
    }

    [Fact]
    public Task An_unknown_field() => InventoryRefusedAsync("PRV1003", "- name: leaf1\n  adress: leaf1\n");

    [Fact]
    public Task A_device_named_twice() => InventoryRefusedAsync("PRV1004", "- name: leaf1\n- name: leaf1\n");

    [Fact]
    public Task An_inventory_without_devices() => InventoryRefusedAsync("PRV1005", "[]\n");

    [Fact]
    public async Task A_misspelt_name_with_the_nearest_one()
    {
        await FolderRefusedAsync("PRV1005", "--name", "leaf2", "--name", "leaff1");

        Assert.Contains("'leaf1'", _quickstart.Error);
    }

    [Fact]
    public Task A_pattern_that_no_device_matches() => FolderRefusedAsync("PRV1005", "--name", "spine*");

    [Fact]
    public Task A_missing_folder_of_configs() => RefusedAsync(
        "PRV3101", "--inventory", _quickstart.WriteInventory("leaf1"), "--configs", Path.Combine(_quickstart.Folder.FullName, "nowhere"));

    [Theory]
    [InlineData("PROVISION_USERNAME")]
    [InlineData("PROVISION_PASSWORD")]
    public async Task No_credentials(string missing)
    {
        _quickstart.Environment.Remove(missing);

        await FolderRefusedAsync("PRV3001");
    }

    [Fact]
    public async Task A_key_file_that_does_not_exist()
    {
        _quickstart.Environment["PROVISION_KEY_FILE"] = Path.Combine(_quickstart.Folder.FullName, "id_nothing");

        await FolderRefusedAsync("PRV3002");
    }

    [Fact]
    public Task A_file_of_known_hosts_that_does_not_exist() =>
        FolderRefusedAsync("PRV4010", "--known-hosts", Path.Combine(_quickstart.Folder.FullName, "known_hosts"));

    private Task InventoryRefusedAsync(string code, string inventory)
    {
        _quickstart.Write("devices.yaml", inventory);
        return FolderRefusedAsync(code);
    }

    private Task FolderRefusedAsync(string code, params string[] more) => RefusedAsync(
        code, ["--inventory", Path.Combine(_quickstart.Folder.FullName, "devices.yaml"), "--configs", _quickstart.Configs, .. more]);

    private async Task RefusedAsync(string code, params string[] args)
    {
        var exitCode = await _quickstart.RunAsync([.. args, "--commit", "--all"]);

        Assert.Equal((ExitCode.BadInput, "", 0), (exitCode, _quickstart.Output, _quickstart.Transport.Connections));
        Assert.StartsWith($"error: {code} ", _quickstart.Error);
    }
}
