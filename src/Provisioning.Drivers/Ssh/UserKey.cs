using Provisioning.Credentials;
using Provisioning.Errors;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Provisioning.Drivers.Ssh;

/// <summary>A user's private key, with the signature algorithms it may be used with.</summary>
internal sealed class UserKey : IPrivateKeySource, IDisposable
{
    private readonly PrivateKeyFile _file;

    private UserKey(PrivateKeyFile file, bool legacy)
    {
        _file = file;
        HostKeyAlgorithms = [.. file.HostKeyAlgorithms.Where(algorithm => legacy || SshAlgorithms.IsStrongSignature(algorithm.Name))];
    }

    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; }

    /// <exception cref="CredentialException">The file cannot be read or unlocked.</exception>
    public static UserKey Load(DeviceCredential credential, SshTarget target)
    {
        var path = credential.KeyFile!;
        try
        {
            return new UserKey(new PrivateKeyFile(path, credential.KeyPassphrase?.Reveal()), target.LegacyAlgorithms);
        }
        catch (SshPassPhraseNullOrEmptyException error)
        {
            throw Unusable(target, $"the key file {path} needs a passphrase; give one with the credential", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(target, $"the key file {path} cannot be read: {error.Message}", error);
        }
        catch (Exception error)
        {
            // A wrong passphrase shows as any kind of nonsense in the decrypted bytes.
            throw Unusable(target, credential.KeyPassphrase is null
                ? $"the key file {path} holds no private key in a known format"
                : $"the key file {path} cannot be unlocked: the passphrase is wrong, or it holds no private key in a known format", error);
        }
    }

    public void Dispose() => _file.Dispose();

    private static CredentialException Unusable(SshTarget target, string what, Exception error) =>
        new(ErrorCode.CredentialsUnusable, $"{target.Label}: {what}.", error);
}
