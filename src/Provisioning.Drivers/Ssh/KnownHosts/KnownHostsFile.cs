using System.Security.Cryptography;
using System.Text;
using Provisioning.Errors;

namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>A known_hosts file on disk. Safe to use from many threads and processes.</summary>
/// <param name="path">Its full path.</param>
internal sealed class KnownHostsFile(string path)
{
    private readonly string _mutexName = "provisioning-known-hosts-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
    private volatile Snapshot? _snapshot;

    public string Path => path;

    /// <summary>The file's content; a file that is not there has none.</summary>
    /// <exception cref="ConnectionException">The file cannot be read.</exception>
    public KnownHostsList Read() => Guarded("read", () =>
    {
        var file = new FileInfo(path);
        if (!file.Exists && !Directory.Exists(path))
        {
            return KnownHostsList.Empty;
        }

        var stamp = (file.LastWriteTimeUtc, file.Exists ? file.Length : 0);
        if (_snapshot is { } snapshot && snapshot.Stamp == stamp)
        {
            return snapshot.List;
        }

        var list = KnownHostsList.Parse(ReadLines());
        _snapshot = new Snapshot(stamp, list);
        return list;
    });

    /// <summary>Adds a key of a host that has none; does nothing when another writer has added one meanwhile.</summary>
    /// <returns>What the file says of the key now.</returns>
    /// <exception cref="ConnectionException">The file cannot be written.</exception>
    public HostKeyVerdict Add(string host, int port, HostKey key) => Guarded("write", () =>
    {
        using var mutex = new Mutex(false, _mutexName);
        Enter(mutex);
        try
        {
            _snapshot = null;
            var verdict = File.Exists(path) ? KnownHostsList.Parse(ReadLines()).Find(host, port, key) : new(HostKeyStatus.Unknown);
            if (verdict.Status != HostKeyStatus.Unknown)
            {
                return verdict;
            }

            Append($"{KnownHostsList.NameOf(host, port)} {key.Text}\n");
            return new HostKeyVerdict(HostKeyStatus.Known);
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    });

    private static void Enter(Mutex mutex)
    {
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The other writer died; the file is read again before anything is added.
        }
    }

    private string[] ReadLines() => File.ReadAllLines(path, Encoding.UTF8);

    private void Append(string line)
    {
        CreateFolder();
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        var endsInLine = file.Length == 0 || EndsInNewline(file);
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(endsInLine ? line : "\n" + line));
    }

    private static bool EndsInNewline(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private void CreateFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private T Guarded<T>(string verb, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WaitHandleCannotBeOpenedException)
        {
            throw new ConnectionException(ErrorCode.KnownHostsUnusable,
                $"Cannot {verb} the known_hosts file {path}: {error.Message} Without it no host key can be checked.", error);
        }
    }

    private sealed record Snapshot((DateTime Written, long Length) Stamp, KnownHostsList List);
}
