using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Journals;

/// <summary>What stands for a text where the text itself must not be kept: its SHA-256 as 64 lower-case hexadecimal digits.</summary>
internal static class ConfigHash
{
    public static string Of(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
