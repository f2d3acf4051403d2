using System.Runtime.CompilerServices;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Inventories.Trees;
using Provisioning.Sources.Texts;

namespace Provisioning.Sources.Inventories;

/// <summary>
/// An inventory in a file; its extension tells the format: <c>.json</c>, <c>.csv</c>, <c>.yaml</c> or <c>.yml</c>.
/// An entry has the fields <c>name address port platform role location status tags options</c>, of which only
/// <c>name</c> is needed; case does not count in their names. JSON and YAML hold a list of entries, or a mapping with the
/// key <c>devices</c> (keys that begin with <c>x-</c> are ignored); <c>tags</c> is a list, <c>options</c> a mapping of
/// single values. CSV has a header row; <c>tags</c> are separated by semicolons, options stand in columns named
/// <c>options.KEY</c> or in a column <c>options</c> as <c>key=value;key=value</c>. The text is UTF-8.
/// </summary>
public sealed class FileInventory : IDeviceInventory
{
    private readonly string _path;

    /// <summary>An inventory over a file, which is read at each enumeration and need not exist yet.</summary>
    /// <param name="path">The file; a relative path is taken from the process's current folder, now.</param>
    public FileInventory(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.GetFullPath(path);
    }

    /// <summary>Streams the devices in the file's order, after the whole file has been read and checked.</summary>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <exception cref="InventoryException">
    /// The file is missing, unreadable or of an unknown format (<see cref="ErrorCode.InventoryMissing"/>), is not
    /// well-formed (<see cref="ErrorCode.InventoryMalformed"/>), has wrong entries, all of which the message tells
    /// (<see cref="ErrorCode.InventoryEntryInvalid"/>), or only names a device twice (<see cref="ErrorCode.DeviceDuplicate"/>).
    /// </exception>
    public async IAsyncEnumerable<Device> GetDevicesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var bytes = await ReadFileAsync(cancellationToken).ConfigureAwait(false);
        foreach (var device in Parse(bytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return device;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _path;

    private async Task<byte[]> ReadFileAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(_path))
            throw Missing("is a folder; name the file in it");
        try
        {
            return await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing("does not exist; check the path", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Missing($"cannot be read: {error.Message}", error);
        }
    }

    private IReadOnlyList<Device> Parse(byte[] bytes)
    {
        var problems = new Problems(_path);
        try
        {
            var devices = new DeviceList(problems).Read(Tree(bytes, problems));
            problems.ThrowIfAny();
            return devices;
        }
        catch (MalformedException error)
        {
            throw new InventoryException(ErrorCode.InventoryMalformed, $"Inventory '{_path}'{Place(error.At)}: {Shown.Text(error.Message)}.");
        }
    }

    private Node Tree(byte[] bytes, Problems problems) => Path.GetExtension(_path).ToLowerInvariant() switch
    {
        ".json" => JsonTree.Read(Text(bytes)),
        ".csv" => CsvTree.Read(Text(bytes), problems),
        ".yaml" or ".yml" => YamlTree.Read(Text(bytes)),
        var other => throw Missing($"has the extension '{other}'; supported are .json, .csv, .yaml and .yml"),
    };

    private static string Text(byte[] bytes)
    {
        try
        {
            var text = StrictUtf8.Decode(bytes);

            // A YAML parser takes a NUL for the end, and would leave out the devices behind it.
            var nul = text.IndexOf('\0', StringComparison.Ordinal);
            return nul < 0 ? text : throw new MalformedException("the file holds a NUL character", new(text.AsSpan(0, nul).Count('\n') + 1));
        }
        catch (InvalidUtf8Exception error)
        {
            throw new MalformedException(error.Message);
        }
    }

    private InventoryException Missing(string problem, Exception? cause = null) =>
        new(ErrorCode.InventoryMissing, $"Inventory '{_path}' {problem}.", cause);

    private static string Place(Position? at) => at is null ? "" : $", {at}";
}
