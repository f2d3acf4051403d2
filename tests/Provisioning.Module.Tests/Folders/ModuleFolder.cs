using System.Reflection;

namespace Provisioning.Module.Tests.Folders;

/// <summary>The built module.</summary>
internal static class ModuleFolder
{
    public static string FullPath => Metadata("ModuleFolder");

    public static string Manifest => Path.Combine(FullPath, "Provisioning.psd1");

    public static string IsolationHost => Metadata("IsolationHost");

    private static string Metadata(string key) => typeof(ModuleFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
