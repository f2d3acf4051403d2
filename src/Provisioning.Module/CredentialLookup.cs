using System.Management.Automation;

namespace Provisioning.Module;

/// <summary>The variables of the environment's credential, with the cmdlet's parameters in front of them.</summary>
internal sealed class CredentialLookup(PSCredential? credential, string? keyFile, Func<string, string?>? environment = null)
{
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;

    public string? Find(string variable) => variable switch
    {
        "PROVISION_USERNAME" => credential?.UserName ?? _environment(variable),
        "PROVISION_PASSWORD" => Password() ?? WithoutCredential(variable),
        "PROVISION_KEY_FILE" => keyFile ?? WithoutCredential(variable),
        _ => _environment(variable),
    };

    private string? Password() => credential?.GetNetworkCredential().Password;

    // Who gives a credential means that one, not half of another.
    private string? WithoutCredential(string variable) => credential is null ? _environment(variable) : null;
}
