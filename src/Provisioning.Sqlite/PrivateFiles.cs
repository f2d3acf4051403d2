namespace Provisioning.Sqlite;

/// <summary>Files for their owner alone; on Windows the folder's own rights say who that is.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>For a file that must not exist yet.</summary>
    public static FileStreamOptions New() => Options(FileMode.CreateNew);

    /// <summary>For a file that nobody else may have open at the same time.</summary>
    public static FileStreamOptions Exclusive() => Options(FileMode.OpenOrCreate);

    /// <summary>For a file that nobody may have open as <see cref="Exclusive"/>, but others as this.</summary>
    public static FileStreamOptions Shared() => new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0 };

    /// <summary>Whether somebody has the file open who lets nobody else in. Windows: ERROR_SHARING_VIOLATION. Elsewhere: EWOULDBLOCK of flock, which is 11 on Linux and 35 on macOS.</summary>
    public static bool IsTaken(IOException exception) =>
        exception.GetType() == typeof(IOException) && exception.HResult is unchecked((int)0x80070020) or 11 or 35;

    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A file for its owner alone, when there is none.</summary>
    public static void Touch(string path)
    {
        if (!File.Exists(path))
        {
            try
            {
                new FileStream(path, New()).Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return options;
    }
}
