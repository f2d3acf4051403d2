using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Sources.Texts;
using Provisioning.Validations;

namespace Provisioning.Sources.IntendedConfigs;

/// <summary>
/// Intended configs in a folder: <c>NAME.cfg</c> or <c>NAME.conf</c>, where NAME is the device's exact name. Files are
/// UTF-8; a byte order mark is dropped, CRLF and CR become LF.
/// </summary>
public sealed class FolderIntendedConfigSource : IIntendedConfigSource
{
    private static readonly string[] Extensions = [".cfg", ".conf"];
    private readonly string _folder;

    /// <summary>A source over a folder, which is looked into at each use and need not exist yet.</summary>
    /// <param name="folder">The folder; a relative path is taken from the process's current folder, now.</param>
    public FolderIntendedConfigSource(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
    }

    /// <summary>The intended config of one device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IntendedConfigException">
    /// There is no readable file or there are two, or the name cannot be a file's name
    /// (<see cref="ErrorCode.IntendedConfigMissing"/>); or the file is not UTF-8 (<see cref="ErrorCode.IntendedConfigUnsendable"/>).
    /// </exception>
    public async ValueTask<IntendedConfig> GetAsync(Device device, CancellationToken cancellationToken = default)
    {
        var path = Find(device.Name);
        var bytes = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return new(Decode(path, bytes), path);
    }

    /// <inheritdoc/>
    public override string ToString() => _folder;

    private string Find(string name)
    {
        if (DeviceName.Problem(name) is { } problem)
            throw Missing($"The device name {Shown.Value(name)} {problem}, so it cannot name an intended config; rename the device.");
        if (!Directory.Exists(_folder))
            throw Missing($"The folder of intended configs '{_folder}' does not exist; check the path.");

        var paths = Extensions.Select(extension => Path.Combine(_folder, name + extension)).ToList();
        var found = paths.FindAll(File.Exists);
        return found switch
        {
            [var only] => only,
            [] => throw Missing($"There is no intended config for '{name}': neither '{paths[0]}' nor '{paths[1]}' exists{Hint(name)}."),
            _ => throw Missing($"The intended config of '{name}' is ambiguous: both '{paths[0]}' and '{paths[1]}' exist; remove one."),
        };
    }

    private string Hint(string name)
    {
        var files = Directory.EnumerateFiles(_folder).Where(file => Extensions.Contains(Path.GetExtension(file)));
        var nearest = NearestNames.Find(name, files.Select(file => Path.GetFileNameWithoutExtension(file)));
        return nearest.Count == 0 ? "" : $"; the folder has {string.Join(", ", nearest.Select(Shown.Value))} (case counts)";
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Missing($"The intended config '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static string Decode(string path, byte[] bytes)
    {
        try
        {
            return StrictUtf8.Decode(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }
        catch (InvalidUtf8Exception error)
        {
            throw new IntendedConfigException(
                ErrorCode.IntendedConfigUnsendable, $"The intended config '{path}' cannot be used: {error.Message}.");
        }
    }

    private static IntendedConfigException Missing(string message, Exception? cause = null) =>
        new(ErrorCode.IntendedConfigMissing, message, cause);
}
