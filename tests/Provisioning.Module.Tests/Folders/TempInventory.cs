namespace Provisioning.Module.Tests.Folders;

/// <summary>A YAML inventory in a temporary folder.</summary>
internal sealed class TempInventory : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provisioning-inventory-").FullName;

    public TempInventory(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(_folder, "inv.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
