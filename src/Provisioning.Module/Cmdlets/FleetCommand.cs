using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Module.Pipelines;

namespace Provisioning.Module.Cmdlets;

/// <summary>What the cmdlets that connect to devices have in common. They collect devices, then work on many at once.</summary>
public abstract class FleetCommand : ProvisioningCommand
{
    private protected const string ByDevice = "Device";
    private protected const string ByName = "Name";
    private const string ConfigVariable = "PROVISION_CONFIG_PATH";
    private readonly List<Device> _devices = [];

    /// <summary>Devices, as Get-Device gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByDevice)]
    [ValidateNotNull]
    public Device[] Device { get; set; } = [];

    /// <summary>Names of devices in the inventory; wildcards may be used.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The inventory: .json, .csv, .yaml or .yml. Default: the environment variable PROVISION_INVENTORY.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string? InventoryPath { get; set; }

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

    private protected abstract string Activity { get; }

    /// <summary>The folder of intended configs; null when the cmdlet needs none.</summary>
    private protected virtual string? ConfigFolder => null;

    /// <summary>How many devices a second are begun to be connected to; null for as fast as they come.</summary>
    private protected virtual double? Pace => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (KeyFile is not null && !File.Exists(FullPath(KeyFile)))
        {
            throw Fatal(new CredentialException(ErrorCode.CredentialsUnusable, $"The key file '{FullPath(KeyFile)}' does not exist. Check -KeyFile."), KeyFile);
        }

        if (ParameterSetName == ByName)
        {
            var inventory = OpenInventory(InventoryPath);
            _devices.AddRange(Read(inventory.FindAsync(new DeviceFilter { Names = Name }, Pump.Stopping), inventory));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _devices.AddRange(Device);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var devices = Admit(_devices);
        if (devices.Count == 0)
        {
            return;
        }

        var progress = new Progress(this, Activity, devices.Count);
        using var services = ModuleServices.Build(Settings(progress));
        Pump.Run(cancellationToken => RunAsync(new(services, devices, progress), cancellationToken));
        progress.End();
    }

    /// <summary>Which of the devices to work on; the place to ask the user.</summary>
    private protected virtual IReadOnlyList<Device> Admit(IReadOnlyList<Device> devices) => devices;

    private protected abstract Task RunAsync(Fleet fleet, CancellationToken cancellationToken);

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

    /// <summary>One device after another, many at once; a failure is an error record and stops nothing else.</summary>
    private protected Task ForEachAsync(Fleet fleet, Func<Device, CancellationToken, Task<object>> read, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(fleet.Devices, parallel, async (device, token) =>
        {
            try
            {
                var output = await read(device, token).ConfigureAwait(false);
                Pump.Post(() => WriteObject(output));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Pump.Post(() => WriteError(ErrorRecords.From(exception, device)));
            }

            Pump.Post(() => fleet.Progress.Finish(device.Name));
        });
    }

    private ModuleSettings Settings(Progress progress) => new()
    {
        // Without a folder nothing asks for intended configs.
        ConfigPath = ConfigFolder ?? SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        Logger = new PipelineLogger(Pump, this, progress),
        Credential = Credential,
        KeyFile = KeyFile is null ? null : FullPath(KeyFile),
        KnownHostsPath = KnownHostsPath is null ? null : FullPath(KnownHostsPath),
        TrustOnFirstUse = TrustOnFirstUse,
        ConnectionsPerSecond = Pace,
        Transport = ModuleServices.Transports.TryGetValue(Runspace.DefaultRunspace, out var transport) ? transport : null,
    };
}
