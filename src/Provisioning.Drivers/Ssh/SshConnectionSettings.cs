namespace Provisioning.Drivers.Ssh;

/// <summary>What holds for every connection of a transport.</summary>
/// <param name="KeepAlive">How often to send something on an idle connection; zero for never.</param>
/// <param name="PreferPostQuantum">Whether a post-quantum key exchange is tried first.</param>
internal sealed record SshConnectionSettings(TimeSpan KeepAlive, bool PreferPostQuantum);
