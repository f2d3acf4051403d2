using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Provisioning.Module.Loader;

/// <summary>
/// Keeps the module and its dependencies to themselves: whatever lies in the module's folder is loaded from there, so that
/// another version of the same package in the session neither breaks the module nor is broken by it.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base($"Provisioning: {folder}") => _folder = folder;

    /// <summary>Loads an assembly into a context of its own; the same file a second time gives the same assembly.</summary>
    /// <param name="path">The assembly's full path; what it needs is looked for beside it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Assembly LoadIsolated(string path) =>
        Loaded.GetOrAdd(Path.GetFullPath(path), file => new(() => new ModuleLoadContext(Path.GetDirectoryName(file)!).LoadFromAssemblyPath(file))).Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) && !IsInFramework(assemblyName) ? LoadFromAssemblyPath(file) : null;
    }

    // As NuGet lays them out: runtimes/linux-x64/native/libNAME.so.
    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var file = Path.Combine(_folder, "runtimes", RuntimeName(), "native", FileName(unmanagedDllName));
        return File.Exists(file) ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;
    }

    private static string RuntimeName()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
            : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    // A part of the framework must not exist twice: the host's listeners would not hear the module's activities and meters.
    private static bool IsInFramework(AssemblyName wanted)
    {
        var file = Path.Combine(FrameworkFolder, wanted.Name + ".dll");
        return wanted.Name!.StartsWith("System.", StringComparison.Ordinal)
            && File.Exists(file)
            && AssemblyName.GetAssemblyName(file).Version >= wanted.Version;
    }
}
