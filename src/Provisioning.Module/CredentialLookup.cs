using System.Management.Automation;

namespace Provisioning.Module;

/// <summary>The variables of the environment's credential, with the cmdlet's parameters in front of them.</summary>
internal sealed class CredentialLookup(PSCredential? credential, string? keyFile)
{
    public string? Find(string variable) => variable switch
    {
        "PROVISION_USERNAME" => credential?.UserName ?? Environment.GetEnvironmentVariable(variable),
        "PROVISION_PASSWORD" => Password() ?? WithoutCredential(variable),
        "PROVISION_KEY_FILE" => keyFile ?? WithoutCredential(variable),
        _ => Environment.GetEnvironmentVariable(variable),
    };

    private string? Password() => credential?.GetNetworkCredential().Password;

    // Who gives a credential means that one, not half of another.
    private string? WithoutCredential(string variable) => credential is null ? Environment.GetEnvironmentVariable(variable) : null;
}
