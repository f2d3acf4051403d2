using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Errors;
using Provisioning.Module.Errors;
using Provisioning.Plans;

namespace Provisioning.Module.Cmdlets;

/// <summary>Makes dry runs and keeps what they would change as a plan, to be reviewed and then given to Invoke-DeviceProvision.</summary>
[Cmdlet(VerbsCommon.New, "DeviceProvisionPlan", DefaultParameterSetName = ByName)]
[OutputType(typeof(ProvisionPlan))]
public sealed class NewDeviceProvisionPlanCommand : FleetCommand
{
    private readonly List<ProvisionResult> _results = [];
    private string? _configFolder;

    /// <summary>The file to write the plan to; an existing one is replaced.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The folder of intended configs, NAME.cfg or NAME.conf. Default: the environment variable PROVISION_CONFIG_PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The intended config is to become the whole config instead of being merged into the running one.</summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    /// <summary>For how many hours the plan may be used. Default 24.</summary>
    [Parameter]
    [ValidateRange(0.01, 8760)]
    public double ExpiresInHours { get; set; } = 24;

    /// <summary>The folder of the journal. Default: the environment variable PROVISION_STATE, else a folder of the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    private protected override string Activity => "Planning";

    private protected override string? ConfigFolder => _configFolder;

    private protected override string? StateFolder => FindStateFolder(StatePath);

    private static ProvisionTrigger Trigger => new("cmdlet", Environment.UserName);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _configFolder = FindConfigFolder(ConfigPath);
        var path = FullPath(Path);
        if (Directory.Exists(path) || !Directory.Exists(System.IO.Path.GetDirectoryName(path)))
        {
            throw Fatal(new PlanException(ErrorCode.PlanMalformed, $"The plan cannot be written to '{path}': it is a folder, or its folder does not exist. Check -Path."), path);
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var path = FullPath(Path);
        CheckResults(path);
        var plan = ProvisionPlan.From(_results, TimeSpan.FromHours(ExpiresInHours), Trigger);
        try
        {
            plan.Save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fatal(new PlanException(ErrorCode.PlanMalformed, $"The plan cannot be written to '{path}': {exception.Message}", exception), path);
        }

        WriteObject(plan);
    }

    /// <summary>A plan without anything to review must not take the place of one that was reviewed.</summary>
    private void CheckResults(string path)
    {
        var missing = _results.Where(result => result.Error is not null).Select(result => result.Device).Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count == _results.Count)
        {
            throw Fatal(new PlanException(ErrorCode.PlanMalformed, missing.Count == 0
                ? $"There was no device to plan for. '{path}' was not written."
                : $"No device could be planned for, {missing.Count} failed. '{path}' was not written."), path);
        }

        if (missing.Count > 0)
        {
            WriteWarning($"The plan does not have the devices that failed: {string.Join(", ", missing)}.");
        }
    }

    private protected override async Task RunAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var options = new ProvisionOptions { ForPlan = true, ReplaceConfig = Replace, MaxConcurrency = ThrottleLimit, Trigger = Trigger };
        var results = fleet.Services.GetRequiredService<IProvisioner>().ProvisionAsync(fleet.Stream(), options, cancellationToken);
        await foreach (var result in results.ConfigureAwait(false))
        {
            _results.Add(result);
            Pump.Post(() => fleet.Progress.Finish(result.Device));
            if (result.Error is not null)
            {
                Pump.Post(() => WriteError(ErrorRecords.From(new DeviceFailedException(result), result)));
            }
        }
    }
}
