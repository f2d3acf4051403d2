using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Sources.Credentials;

/// <summary>
/// One credential for every device, from the environment at the moment of use: <c>PROVISION_USERNAME</c> and
/// <c>PROVISION_PASSWORD</c> or <c>PROVISION_KEY_FILE</c> (or both); where needed <c>PROVISION_KEY_PASSPHRASE</c> and
/// <c>PROVISION_ENABLE_PASSWORD</c>. An empty variable counts as not set.
/// </summary>
/// <param name="lookup">Gives a variable's value, null when it is not set; by default the process's environment.</param>
public sealed class EnvironmentCredentialSource(Func<string, string?>? lookup = null) : ICredentialSource
{
    private const string Username = "PROVISION_USERNAME";
    private const string Password = "PROVISION_PASSWORD";
    private const string KeyFile = "PROVISION_KEY_FILE";
    private const string KeyPassphrase = "PROVISION_KEY_PASSPHRASE";
    private const string EnablePassword = "PROVISION_ENABLE_PASSWORD";
    private const int LongestPath = 1024;
    private readonly Func<string, string?> _lookup = lookup ?? Environment.GetEnvironmentVariable;

    /// <summary>The credential of the environment.</summary>
    /// <param name="device">Not looked at.</param>
    /// <param name="cancellationToken">Not used: nothing waits.</param>
    /// <exception cref="CredentialException">
    /// Variables are not set (<see cref="ErrorCode.CredentialsMissing"/>), or the key file does not exist
    /// (<see cref="ErrorCode.CredentialsUnusable"/>).
    /// </exception>
    public ValueTask<DeviceCredential> GetAsync(Device device, CancellationToken cancellationToken = default)
    {
        var (username, password, keyFile) = (Read(Username), Read(Password), Read(KeyFile));
        if (username is null || (password is null && keyFile is null))
            throw new CredentialException(ErrorCode.CredentialsMissing, Missing(username is null, password is null && keyFile is null));

        return ValueTask.FromResult(new DeviceCredential
        {
            Username = username,
            Password = AsSecret(password),
            KeyFile = keyFile is null ? null : ExistingFile(keyFile),
            KeyPassphrase = AsSecret(Read(KeyPassphrase)),
            EnablePassword = AsSecret(Read(EnablePassword)),
        });
    }

    private string? Read(string variable) => _lookup(variable) is { Length: > 0 } value ? value : null;

    private static Secret? AsSecret(string? value) => value is null ? null : new(value);

    private static string Missing(bool noUsername, bool noProof)
    {
        const string Proof = $"{Password} or {KeyFile}";
        var variables = noUsername ? noProof ? $"{Username}, and {Proof}" : Username : Proof;
        return $"There are no credentials: set the environment variable {variables}.";
    }

    private static string ExistingFile(string value)
    {
        // A key that was put into the variable itself must not be repeated as if it were a path.
        if (value.Length > LongestPath || value.Contains("-----BEGIN", StringComparison.Ordinal) || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw Unusable("does not hold a path; store the key in a file and set the variable to the file's path");

        var path = Path.GetFullPath(AtHome(value));
        return File.Exists(path) ? path : throw Unusable($"names the key file '{path}', which does not exist; check the path");
    }

    // Shells replace the tilde only where they see it; service managers and .env files do not.
    private static string AtHome(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;

    private static CredentialException Unusable(string problem) =>
        new(ErrorCode.CredentialsUnusable, $"The environment variable {KeyFile} {problem}.");
}
