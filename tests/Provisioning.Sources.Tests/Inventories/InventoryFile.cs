using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Inventories;

namespace Provisioning.Sources.Tests.Inventories;

/// <summary>Reads a text as an inventory file of a format.</summary>
internal static class InventoryFile
{
    public static Task<IReadOnlyList<Device>> ReadAsync(string extension, string text) =>
        ReadAsync(extension, System.Text.Encoding.UTF8.GetBytes(text));

    public static async Task<IReadOnlyList<Device>> ReadAsync(string extension, byte[] bytes)
    {
        using var folder = new TempFolder();
        return await ReadFileAsync(folder.Write("lab" + extension, bytes));
    }

    public static async Task<IReadOnlyList<Device>> ReadFileAsync(string path)
    {
        var devices = new List<Device>();
        await foreach (var device in new FileInventory(path).GetDevicesAsync(TestContext.Current.CancellationToken))
            devices.Add(device);
        return devices;
    }

    /// <summary>The refusal's code, and its message without the file's folder.</summary>
    public static async Task<(ErrorCode Code, string Message)> RefuseAsync(string extension, string text)
    {
        using var folder = new TempFolder();
        var path = folder.Write("lab" + extension, text);
        var error = await Assert.ThrowsAsync<InventoryException>(() => ReadFileAsync(path));
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        return (error.Code, error.Message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    public static async Task AssertRefusedAsync(string extension, string text, ErrorCode code, string message) =>
        Assert.Equal((code, message), await RefuseAsync(extension, text));
}
