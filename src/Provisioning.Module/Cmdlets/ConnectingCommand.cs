using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Provisioning.Errors;
using Provisioning.Module.Pipelines;

namespace Provisioning.Module.Cmdlets;

/// <summary>What the cmdlets that connect to devices have in common: how to log in, and the engine.</summary>
public abstract class ConnectingCommand : ProvisioningCommand
{
    private const string ConfigVariable = "PROVISION_CONFIG_PATH";

    /// <summary>The login. Default: the environment variables PROVISION_USERNAME, PROVISION_PASSWORD and PROVISION_KEY_FILE.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A private key file. Its passphrase is taken from the environment variable PROVISION_KEY_PASSPHRASE.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>The file of trusted host keys. Default: ~/.ssh/known_hosts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KnownHostsPath { get; set; }

    /// <summary>Trusts a host key that is not known yet, and adds it to the file. A changed key is refused all the same.</summary>
    [Parameter]
    public SwitchParameter TrustOnFirstUse { get; set; }

    /// <summary>How many devices are worked on at once. Default 10.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <summary>How many devices a second are begun to be connected to. Default: as fast as they come.</summary>
    [Parameter]
    [ValidateRange(0.001, 100000)]
    public double? ConnectionsPerSecond { get; set; }

    /// <summary>The folder of intended configs; null when the cmdlet needs none.</summary>
    private protected virtual string? ConfigFolder => null;

    /// <summary>The folder of the journal; null for a cmdlet whose work is not written down.</summary>
    private protected virtual string? StateFolder => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (KeyFile is not null && !File.Exists(FullPath(KeyFile)))
        {
            throw Fatal(new CredentialException(ErrorCode.CredentialsUnusable, $"The key file '{FullPath(KeyFile)}' does not exist. Check -KeyFile."), KeyFile);
        }
    }

    /// <summary>The folder of a parameter, else of the environment.</summary>
    private protected string FindConfigFolder(string? path)
    {
        path ??= FromEnvironment(ConfigVariable);
        if (path is null)
        {
            throw Fatal(new IntendedConfigException(ErrorCode.IntendedConfigMissing, $"No folder of intended configs was given. Use -ConfigPath, or set the environment variable {ConfigVariable}."), null);
        }

        var full = FullPath(path);
        return Directory.Exists(full)
            ? full
            : throw Fatal(new IntendedConfigException(ErrorCode.IntendedConfigMissing, $"The folder of intended configs '{full}' does not exist. Check -ConfigPath."), full);
    }

    /// <summary>The pipeline is gone, and a device is not as it was: whoever pressed Ctrl-C must get to know.</summary>
    private protected void Tell(ProvisionResult result)
    {
        if (result.DeviceState != DeviceState.Untouched)
        {
            Host?.UI?.WriteWarningLine($"{result.Device}: {result.Outcome}, device state {result.DeviceState}. {result.Error}");
        }
    }

    private protected ModuleSettings Settings(Progress progress) => new()
    {
        // Without a folder nothing asks for intended configs.
        ConfigPath = ConfigFolder ?? SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        StatePath = StateFolder,
        Logger = new PipelineLogger(Pump, this, progress),
        Credential = Credential,
        KeyFile = KeyFile is null ? null : FullPath(KeyFile),
        KnownHostsPath = KnownHostsPath is null ? null : FullPath(KnownHostsPath),
        TrustOnFirstUse = TrustOnFirstUse,
        ConnectionsPerSecond = ConnectionsPerSecond,
        Transport = ModuleServices.Transports.TryGetValue(Runspace.DefaultRunspace, out var transport) ? transport : null,
    };
}
