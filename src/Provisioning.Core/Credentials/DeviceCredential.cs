namespace Provisioning.Credentials;

/// <summary>What proves to a device who we are. At least a password or a key file is set.</summary>
public sealed record DeviceCredential
{
    /// <summary>The login name.</summary>
    public required string Username { get; init; }

    /// <summary>The password, also offered to keyboard-interactive questions.</summary>
    public Secret? Password { get; init; }

    /// <summary>The path of a private key file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What unlocks <see cref="KeyFile"/>.</summary>
    public Secret? KeyPassphrase { get; init; }

    /// <summary>The password of the privileged mode, where it differs from <see cref="Password"/>.</summary>
    public Secret? EnablePassword { get; init; }

    /// <summary>Every secret value in this credential, for masking what a device echoes.</summary>
    public IEnumerable<Secret> Secrets =>
        new[] { Password, KeyPassphrase, EnablePassword }.OfType<Secret>();
}
