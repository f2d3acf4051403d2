namespace Provisioning.TestKit.Daemons;

/// <summary>A temporary folder that daemons and logins can enter; short, for a Unix socket's path holds 107 bytes at most.</summary>
internal sealed class DaemonFolder : IDisposable
{
    private const UnixFileMode EveryoneEnters =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _root = Create();

    public string PathOf(params string[] parts) => Path.Combine([_root.FullName, .. parts]);

    public void Dispose()
    {
        if (Directory.Exists(_root.FullName))
        {
            _root.Delete(recursive: true);
        }
    }

    /// <summary>Creates a folder in it, with an owner ("user:group") and a mode as of chmod.</summary>
    public async Task<string> AddFolderAsync(string name, string owner, string mode)
    {
        var path = _root.CreateSubdirectory(name).FullName;
        await SetAsync(path, owner, mode);
        return path;
    }

    /// <summary>Writes a file in it, with an owner ("user:group") and a mode as of chmod.</summary>
    public static async Task WriteAsync(string path, string text, string owner)
    {
        await File.WriteAllTextAsync(path, text);
        await SetAsync(path, owner, "640");
    }

    private static async Task SetAsync(string path, string owner, string mode)
    {
        (await ChildProcess.RunAsync(["/bin/chown", owner, path], CancellationToken.None)).OutputOrThrow();
        (await ChildProcess.RunAsync(["/bin/chmod", mode, path], CancellationToken.None)).OutputOrThrow();
    }

    private static DirectoryInfo Create()
    {
        var root = Directory.CreateTempSubdirectory("prvtest-");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(root.FullName, EveryoneEnters);
        }

        return root;
    }
}
