namespace Provisioning.TestKit.Daemons;

/// <summary>How to run sshd.</summary>
public sealed record SshServerOptions
{
    public string ListenAddress { get; init; } = "127.0.0.1";

    /// <summary>A free port of this machine when null.</summary>
    public int? Port { get; init; }

    /// <summary>Put before the command, e.g. <c>ip netns exec NAME</c>.</summary>
    public IReadOnlyList<string> CommandPrefix { get; init; } = [];

    public IReadOnlyList<string> HostKeyTypes { get; init; } = ["ed25519", "rsa", "ecdsa"];

    /// <summary>Public keys that may log in as any user.</summary>
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];

    public bool PasswordAuthentication { get; init; } = true;

    /// <summary>Ask through PAM, which keyboard-interactive needs; otherwise sshd looks into /etc/shadow itself.</summary>
    public bool KeyboardInteractive { get; init; }

    public bool AllowTcpForwarding { get; init; }

    public string? ForceCommand { get; init; }

    /// <summary>What it shows before a login; nothing when empty.</summary>
    public string Banner { get; init; } = "";

    public int MaxAuthTries { get; init; } = 6;

    /// <summary>Any further lines of sshd_config, e.g. <c>KexAlgorithms ...</c> or <c>AuthenticationMethods ...</c>.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
