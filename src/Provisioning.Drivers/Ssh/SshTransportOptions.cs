namespace Provisioning.Drivers.Ssh;

/// <summary>Settings of <see cref="SshTransport"/> that hold for every device.</summary>
public sealed class SshTransportOptions
{
    /// <summary>
    /// The file of trusted host keys, in OpenSSH's format; a leading <c>~/</c> is the user's home.
    /// Default: <c>~/.ssh/known_hosts</c>. A missing file trusts nobody.
    /// </summary>
    public string KnownHostsFile { get; set; } = "~/.ssh/known_hosts";

    /// <summary>What to do with an unknown host key. Default: refuse it.</summary>
    public HostKeyPolicy HostKeyPolicy { get; set; } = HostKeyPolicy.Strict;

    /// <summary>How often to send something on an idle connection. Default 15 s; zero turns it off.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether a key exchange that a quantum computer could not break later is tried first, where the device has one. It
    /// doubles the time that SSH.NET takes to connect. Default false: Curve25519 first, the others only where the device lacks it.
    /// </summary>
    public bool PreferPostQuantum { get; set; }

    /// <summary><see cref="KnownHostsFile"/> as a full path.</summary>
    internal string KnownHostsPath => KnownHostsFile.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), KnownHostsFile[2..])
        : Path.GetFullPath(KnownHostsFile);

    /// <exception cref="ArgumentException">A setting cannot be used; the message names it and its value.</exception>
    internal SshTransportOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(KnownHostsFile))
        {
            throw new ArgumentException($"{nameof(SshTransportOptions)}.{nameof(KnownHostsFile)} is empty; give the path of a known_hosts file.");
        }

        if (!Enum.IsDefined(HostKeyPolicy))
        {
            throw new ArgumentException($"{nameof(SshTransportOptions)}.{nameof(HostKeyPolicy)} is {(int)HostKeyPolicy}, which is no policy.");
        }

        if (KeepAliveInterval < TimeSpan.Zero || KeepAliveInterval > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"{nameof(SshTransportOptions)}.{nameof(KeepAliveInterval)} is {KeepAliveInterval}; give zero to one day.");
        }

        return this;
    }
}
