using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Drivers.Ssh.KnownHosts;

/// <summary>The first field of a known_hosts line: which hosts it speaks of (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").</summary>
internal abstract class HostPatterns
{
    /// <summary>Whether it speaks of a host.</summary>
    /// <param name="name">The host in lower case, as <c>host</c> or <c>[host]:port</c>.</param>
    public abstract bool Match(string name);

    /// <summary>Reads the field; null when it is malformed.</summary>
    public static HostPatterns? TryParse(string field) => field.StartsWith('|') ? Hashed.TryParse(field) : new Plain(field);

    private sealed class Plain(string field) : HostPatterns
    {
        private readonly string[] _patterns = field.ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries);

        public override bool Match(string name) =>
            !_patterns.Any(pattern => pattern.StartsWith('!') && IsMatch(pattern[1..], name))
            && _patterns.Any(pattern => !pattern.StartsWith('!') && IsMatch(pattern, name));

        // Only * and ? are special; the matcher's backslash escape is not part of the format.
        private static bool IsMatch(string pattern, string name) =>
            FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false);
    }

    private sealed class Hashed(byte[] salt, byte[] hash) : HostPatterns
    {
        // |1|base64 of the salt|base64 of HMAC-SHA1(salt, name): 1 is the only kind there is.
        public static new Hashed? TryParse(string field)
        {
            var parts = field.Split('|');
            var salt = new byte[64];
            var hash = new byte[64];
            return parts is ["", "1", var first, var second]
                && Convert.TryFromBase64String(first, salt, out var saltLength) && saltLength == HMACSHA1.HashSizeInBytes
                && Convert.TryFromBase64String(second, hash, out var hashLength) && hashLength == HMACSHA1.HashSizeInBytes
                ? new Hashed(salt[..saltLength], hash[..hashLength])
                : null;
        }

#pragma warning disable CA5350 // The format says SHA-1; it hides host names, it does not protect keys.
        public override bool Match(string name) => HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name)).AsSpan().SequenceEqual(hash);
#pragma warning restore CA5350
    }
}
