using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>A server's public key.</summary>
/// <param name="Type">The type inside the key, e.g. <c>ssh-rsa</c>, which has several signature algorithms.</param>
/// <param name="Blob">The key in SSH's wire format (RFC 4253, section 6.6).</param>
internal sealed record HostKey(string Type, byte[] Blob)
{
    /// <summary>As <c>ssh-keygen -l</c> prints it.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Blob)).TrimEnd('=');

    /// <summary>As a line of known_hosts holds it.</summary>
    public string Text => $"{Type} {Convert.ToBase64String(Blob)}";

    public bool Matches(HostKey other) => Blob.AsSpan().SequenceEqual(other.Blob);

    /// <summary>Reads a key's wire format; null when it does not start with a type.</summary>
    public static HostKey? TryRead(byte[] blob)
    {
        if (blob.Length < 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(blob);
        return length is > 0 and < 100 && blob.Length > 4 + length
            ? new HostKey(Encoding.ASCII.GetString(blob, 4, (int)length), blob)
            : null;
    }
}
