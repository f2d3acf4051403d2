using Renci.SshNet;

namespace Provisioning.Drivers.Ssh;

/// <summary>Narrows SSH.NET's algorithms, which include weak ones.</summary>
internal static class SshAlgorithms
{
    private static readonly Dictionary<string, string> KeyTypes = new() { ["rsa-sha2-512"] = "ssh-rsa", ["rsa-sha2-256"] = "ssh-rsa" };

    public static void Restrict(ConnectionInfo info, bool legacy, bool postQuantum, IReadOnlySet<string> preferredKeyTypes)
    {
        // Nothing here can check a certificate's authority: ask for the plain key instead.
        Keep(info.HostKeyAlgorithms, name => !name.Contains("-cert-v01@", StringComparison.Ordinal));
        if (!legacy)
        {
            Keep(info.KeyExchangeAlgorithms, name => !name.EndsWith("-sha1", StringComparison.Ordinal));
            Keep(info.Encryptions, name => !name.EndsWith("-cbc", StringComparison.Ordinal));
            Keep(info.HmacAlgorithms, name => !name.StartsWith("hmac-sha1", StringComparison.Ordinal));
            Keep(info.HostKeyAlgorithms, IsStrongSignature);
        }

        if (!postQuantum)
        {
            Prefer(info.KeyExchangeAlgorithms, name => name.StartsWith("curve25519-", StringComparison.Ordinal));
        }

        Prefer(info.HostKeyAlgorithms, name => preferredKeyTypes.Contains(KeyTypes.GetValueOrDefault(name, name)));
    }

    /// <summary>Whether a signature algorithm does without SHA-1.</summary>
    public static bool IsStrongSignature(string name) => name is not "ssh-rsa" and not "ssh-dss";

    private static void Keep<T>(IOrderedDictionary<string, T> algorithms, Func<string, bool> keep)
    {
        foreach (var name in algorithms.Keys.Where(name => !keep(name)).ToList())
        {
            ((IDictionary<string, T>)algorithms).Remove(name);
        }
    }

    private static void Prefer<T>(IOrderedDictionary<string, T> algorithms, Func<string, bool> prefer)
    {
        var ordered = ((IDictionary<string, T>)algorithms).OrderByDescending(pair => prefer(pair.Key)).ToList();
        algorithms.Clear();
        foreach (var (name, algorithm) in ordered)
        {
            algorithms.Add(name, algorithm);
        }
    }
}
