namespace Provisioning.Module.Tests.Folders;

public sealed class IsolationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provisioning-isolation-").FullName;

    [Fact]
    public async Task Other_versions_of_its_dependencies_and_the_module_leave_each_other_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "inv.yaml"), "- name: leaf1\n", TestContext.Current.CancellationToken);
        var lines = await IsolatedSession.RunAsync(_folder, "Get-Device -InventoryPath inv.yaml");
        Assert.Contains("session before: value 1.4.4.0", lines);
        Assert.Contains("output: leaf1", lines);
        Assert.Contains("session after: value", lines);
        Assert.Contains("default: YamlDotNet 13.0.0.0", lines);
        Assert.Contains("module: YamlDotNet 16.0.0.0", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("default: Provisioning.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SQLite_is_found_in_the_modules_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "inv.yaml"), "- { name: leaf1, platform: arista_eos }\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder, "configs"));
        var lines = await IsolatedSession.RunAsync(
            _folder, "$null = Invoke-DeviceProvision leaf1 -InventoryPath inv.yaml -ConfigPath configs -ErrorAction SilentlyContinue; (Get-DeviceProvision).ForEach{ \"$($_.Device) $($_.Outcome)\" }");
        Assert.Contains("output: leaf1 Failed", lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
