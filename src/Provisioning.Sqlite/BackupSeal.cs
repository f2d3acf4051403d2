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

    // Whole or not at all, and never over the key of a process that was faster.
    private void Create()
    {
        var unfinished = $"{keyFile}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
            using (var file = new FileStream(unfinished, PrivateFiles.New()))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeySize));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, keyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(keyFile))
        {
        }
        finally
        {
            File.Delete(unfinished);
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
