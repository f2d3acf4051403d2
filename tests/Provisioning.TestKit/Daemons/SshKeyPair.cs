namespace Provisioning.TestKit.Daemons;

/// <summary>A key pair made by ssh-keygen.</summary>
/// <param name="Path">The private key's path.</param>
public sealed record SshKeyPair(string Path)
{
    /// <summary>Type and key, without the comment.</summary>
    public string PublicKey => string.Join(' ', File.ReadAllText(Path + ".pub").Split(' ').Take(2)).Trim();

    public static SshKeyPair Create(string path, string type = "ed25519", string passphrase = "")
    {
        Requirement.Need(Requirement.SshKeygen);
        string[] bits = type == "rsa" ? ["-b", "2048"] : [];
        CommandLine.Run(Requirement.PathOf("ssh-keygen")!, ["-q", "-t", type, .. bits, "-N", passphrase, "-C", "test", "-f", path]);
        return new SshKeyPair(path);
    }
}
