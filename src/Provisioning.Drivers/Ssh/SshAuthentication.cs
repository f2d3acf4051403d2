using Provisioning.Credentials;
using Provisioning.Errors;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Provisioning.Drivers.Ssh;

/// <summary>The ways to log in that a credential allows, in the order to try them.</summary>
internal sealed class SshAuthentication : IDisposable
{
    private readonly UserKey? _key;
    private readonly List<AuthenticationMethod> _methods = [];
    private readonly List<string> _tried = [];

    /// <exception cref="CredentialException">There is nothing to log in with, or the key file is unusable.</exception>
    public SshAuthentication(DeviceCredential credential, SshTarget target)
    {
        if (string.IsNullOrWhiteSpace(credential.Username) || (credential.Password ?? (object?)credential.KeyFile) is null)
        {
            throw new CredentialException(ErrorCode.CredentialsUnusable,
                $"{target.Label}: the credential needs a user name, and a password or a key file.");
        }

        _key = credential.KeyFile is null ? null : UserKey.Load(credential, target);
        _methods.AddRange(Inner(credential).Select(method => new ObservedAuthentication(method, Note)));
    }

    /// <summary>The methods, for SSH.NET.</summary>
    public AuthenticationMethod[] Methods => [.. _methods];

    /// <summary>The names of the methods that were tried, in order.</summary>
    public IReadOnlyCollection<string> Tried { get { lock (_tried) { return [.. _tried]; } } }

    /// <summary>The session that logs in, as soon as a method is tried.</summary>
    public Session? Session { get; private set; }

    public void Dispose()
    {
        _methods.ForEach(method => method.Dispose());
        _key?.Dispose();
    }

    private IEnumerable<AuthenticationMethod> Inner(DeviceCredential credential)
    {
        if (_key is not null)
        {
            yield return new PrivateKeyAuthenticationMethod(credential.Username, _key);
        }

        if (credential.Password is { } password)
        {
            yield return Interactive(credential.Username, password);
            yield return new PasswordAuthenticationMethod(credential.Username, password.Reveal());
        }
    }

    private static KeyboardInteractiveAuthenticationMethod Interactive(string username, Secret password)
    {
        var method = new KeyboardInteractiveAuthenticationMethod(username);
        method.AuthenticationPrompt += (_, args) =>
        {
            foreach (var prompt in args.Prompts)
            {
                prompt.Response = IsPasswordPrompt(prompt) ? password.Reveal() : "";
            }
        };
        return method;
    }

    // Never the answer to a demand for a new password, nor to a question whose answer would be shown.
    private static bool IsPasswordPrompt(AuthenticationPrompt prompt) =>
        !prompt.IsEchoed
        && prompt.Request.Contains("password", StringComparison.OrdinalIgnoreCase)
        && !prompt.Request.Contains("new", StringComparison.OrdinalIgnoreCase);

    private void Note(string method, Session session)
    {
        Session = session;
        lock (_tried)
        {
            _tried.Add(method);
        }
    }
}
