using System.Security.Cryptography;
using System.Text;
using Provisioning.Errors;

namespace Provisioning.Sqlite;

/// <summary>
/// One run on a device at a time, over all processes that share the folder: an open file that nobody else may open. The
/// system closes it with the process, however that ends. Lock files stay: removing one could let two runs hold it.
/// </summary>
internal sealed class DeviceLocks(string folder)
{
    private const int Attempts = 5;
    private const int MostAttempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes a device; null when another run has it.</summary>
    /// <exception cref="JournalException">The lock file cannot be used.</exception>
    public async Task<IAsyncDisposable?> TakeAsync(string device, CancellationToken cancellationToken)
    {
        // Whoever only asks whether a device is held holds it for a moment, which may be long on a busy machine.
        for (var attempt = 1; ; attempt++)
        {
            if (Open(device, PrivateFiles.Exclusive()) is { } file)
            {
                return file;
            }

            if (attempt >= (IsHeld(device) ? Attempts : MostAttempts))
            {
                return null;
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a run has the device now.</summary>
    public bool IsHeld(string device)
    {
        if (!File.Exists(PathOf(device)))
        {
            return false;
        }

        // Two who ask do not take each other for a run.
        using var file = Open(device, PrivateFiles.Shared());
        return file is null;
    }

    private FileStream? Open(string device, FileStreamOptions options)
    {
        var path = PathOf(device);
        try
        {
            PrivateFiles.MakeFolder(folder);
            return new FileStream(path, options);
        }
        catch (IOException exception) when (PrivateFiles.IsTaken(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(ErrorCode.JournalUnusable, $"The lock '{path}', which keeps two runs off '{device}', cannot be taken: {exception.Message}", exception);
        }
    }

    private string PathOf(string device)
    {
        var name = device.ToUpperInvariant();
        var readable = new string([.. name.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')]);
        return Path.Combine(folder, $"{readable}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}.lock");
    }
}
