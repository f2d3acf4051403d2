using Provisioning.TestKit.Daemons;

namespace Provisioning.Sqlite.Tests;

/// <summary>A file system of its own, of half a MiB, in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static SmallDisk Mount()
    {
        Requirement.Need(Requirement.Root, Requirement.Program("mount", "mount"));
        var path = Directory.CreateTempSubdirectory("prv-disk-").FullName;
        CommandLine.Run("mount", ["-t", "tmpfs", "-o", "size=512k,mode=700", "prv-disk", path]);
        return new(path);
    }

    public void Fill()
    {
        using var file = File.Create(Ballast, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void MakeReadOnly() => CommandLine.Run("mount", ["-o", "remount,ro", Path]);

    public void Dispose()
    {
        CommandLine.Run("umount", ["-l", Path]);
        Directory.Delete(Path);
    }
}
