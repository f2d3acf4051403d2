using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Credentials;
using Provisioning.Errors;

namespace Provisioning.Sqlite;

/// <summary>Configs hold secrets, and a journal must not show them: AES-256-GCM over the compressed text, bound to its run.</summary>
internal sealed class BackupSeal(string keyFile)
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MostAttempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public byte[] Close(Secret backup, string runId)
    {
        var packed = Pack(Encoding.UTF8.GetBytes(backup.Reveal()));
        var box = new byte[NonceSize + TagSize + packed.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Key(create: true), TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), packed, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(runId));
        return box;
    }

    /// <summary>The text; null when it was sealed with another key.</summary>
    public Secret? Open(byte[] box, string runId)
    {
        try
        {
            var packed = new byte[box.Length - NonceSize - TagSize];
            using var aes = new AesGcm(Key(create: false), TagSize);
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), packed, Encoding.UTF8.GetBytes(runId));
            return new(Encoding.UTF8.GetString(Unpack(packed)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private byte[] Key(bool create)
    {
        try
        {
            if (create && !File.Exists(keyFile))
            {
                Create();
            }

            var key = File.ReadAllBytes(keyFile);
            return key.Length == KeySize ? key : throw Unusable($"it holds {key.Length} bytes in place of {KeySize}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception.Message, exception);
        }
    }

    // Whole or not at all, and by one process at a time: a move that overwrites nothing looks first and moves then.
    private void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
        using var turn = WaitForTurn();
        if (File.Exists(keyFile))
        {
            return;
        }

        var unfinished = $"{keyFile}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(unfinished, PrivateFiles.New()))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeySize));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, keyFile);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Nothing tells when another process gives a file back; that takes milliseconds, once in the life of a key.
    private FileStream WaitForTurn()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{keyFile}.lock", PrivateFiles.Exclusive());
            }
            catch (IOException exception) when (PrivateFiles.IsTaken(exception) && attempt < MostAttempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private JournalException Unusable(string why, Exception? cause = null) =>
        new(ErrorCode.JournalUnusable, $"The key '{keyFile}', with which backups are sealed, cannot be used: {why}", cause);

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
