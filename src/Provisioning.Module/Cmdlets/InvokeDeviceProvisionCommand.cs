using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Plans;

namespace Provisioning.Module.Cmdlets;

/// <summary>Brings devices to their intended config; a dry run unless -Commit is given.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DeviceProvision", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProvisionResult))]
public sealed class InvokeDeviceProvisionCommand : FleetCommand
{
    private const string ByPlan = "Plan";
    private string? _configFolder;
    private ProvisionPlan? _plan;
    private bool _whatIf;

    /// <summary>
    /// The file of a reviewed plan. Only its devices are worked on, and each is changed only when its intended config, its
    /// running config and the diff are still those of the plan.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPlan)]
    [ValidateNotNullOrEmpty]
    public string? Plan { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByPlan)]
    [ValidateNotNullOrEmpty]
    public override string? InventoryPath { get; set; }

    /// <summary>With -Commit: lets it be all devices of an inventory, none left out.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>The folder of the journal. Default: the environment variable PROVISION_STATE, else a folder of the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>The folder of intended configs, NAME.cfg or NAME.conf. Default: the environment variable PROVISION_CONFIG_PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>Commits, after asking for each device. Without it nothing on a device is changed.</summary>
    [Parameter]
    public SwitchParameter Commit { get; set; }

    /// <summary>The intended config becomes the whole config instead of being merged into the running one.</summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    /// <summary>
    /// Seconds after which the device undoes a commit by itself when it was not confirmed. Default 300. 0 commits for good at
    /// once; it is the only way on a platform without commit-confirm.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int ConfirmTimeoutSec { get; set; } = 300;

    /// <summary>A message for the device's commit history; platforms that keep none ignore it.</summary>
    [Parameter]
    public string? CommitMessage { get; set; }

    /// <summary>How many devices go first, by themselves; when one of them fails, no other is begun. Default: none.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? CanaryCount { get; set; }

    /// <summary>How many devices are in a batch; the next one is begun when all of a batch have ended. Default: no batches.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>No other device is begun when so many have failed. Default: however many.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? StopAfterFailures { get; set; }

    /// <summary>No other device is begun when more than one, and more than so many percent of those that have ended, have failed. Default: however many.</summary>
    [Parameter]
    [ValidateRange(0.01, 100)]
    public double? StopAfterPercent { get; set; }

    /// <summary>How often a device is tried again that could not be reached, was lost, silent or busy, and is untouched. Default 0.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; }

    /// <summary>Seconds before a device is tried again. Default 10.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int RetryIntervalSec { get; set; } = 10;

    /// <summary>A device that has not come to its commit in so many seconds, with all its tries, fails. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, 2592000)]
    public int? DeviceTimeoutSec { get; set; }

    /// <summary>As -DeviceTimeoutSec, for all devices together; those not begun by then are skipped. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, 2592000)]
    public int? TimeoutSec { get; set; }

    private protected override string Activity => Options.DryRun ? "Provisioning devices (dry run)" : "Provisioning devices";

    private protected override string? ConfigFolder => _configFolder;

    private protected override string? StateFolder => FindStateFolder(StatePath);

    private protected override IReadOnlyList<string>? WantedNames =>
        ParameterSetName == ByPlan ? [.. _plan!.Changes.Select(change => WildcardPattern.Escape(change.Device))] : base.WantedNames;

    private bool Replaces => _plan is null ? Replace : _plan.Operation == LoadOperation.Replace;

    // Before ShouldProcess has been asked about any device.
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    private ProvisionOptions Options => new()
    {
        DryRun = !Commit || _whatIf,
        ReplaceConfig = Replaces,
        Plan = _plan,
        CommitMessage = CommitMessage,
        ConfirmTimeout = ConfirmTimeoutSec == 0 ? null : TimeSpan.FromSeconds(ConfirmTimeoutSec),
        MaxConcurrency = ThrottleLimit,
        Fleet = new()
        {
            Canaries = CanaryCount ?? 0,
            BatchSize = BatchSize,
            StopAfterFailures = StopAfterFailures,
            StopAfterPercent = StopAfterPercent,
            Retries = MaximumRetryCount,
            RetryDelay = TimeSpan.FromSeconds(RetryIntervalSec),
            DeviceDeadline = Seconds(DeviceTimeoutSec),
            RunDeadline = Seconds(TimeoutSec),
        },
        Trigger = new ProvisionTrigger("cmdlet", Environment.UserName),
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _configFolder = FindConfigFolder(ConfigPath);
        _plan = Plan is null ? null : LoadPlan(FullPath(Plan));
        base.BeginProcessing();
    }

    /// <summary>Asks for each device; the declined ones become results at once.</summary>
    private protected override IReadOnlyList<Device> Admit(IReadOnlyList<Device> devices)
    {
        if (!Commit)
        {
            return devices;
        }

        if (!All && !IsWhatIf && _plan is null && WholeInventory.Among(devices) is { } inventory)
        {
            throw Fatal(new ValidationException(ErrorCode.DeviceInvalid, $"These are all {inventory.Count} devices of the inventory. Give -All to commit on all of them, or leave some out. Nothing was done."), null);
        }

        var answers = devices.ToLookup(Asked);
        foreach (var device in answers[false])
        {
            WriteObject(Declined(device));
        }

        if (_whatIf)
        {
            WriteWarning("With -WhatIf nothing is committed: this is a dry run.");
        }

        return [.. answers[true]];
    }

    private protected override async Task RunAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var provisioner = fleet.Services.GetRequiredService<IProvisioner>();
        var results = provisioner.ProvisionAsync(fleet.Stream(), Options, cancellationToken);
        var summary = new ProvisionSummary();
        await foreach (var result in results.ConfigureAwait(false))
        {
            summary.Add(result);
            Pump.Post(() => WriteObject(result), lost: () => Tell(result));
            Pump.Post(() => fleet.Progress.Finish(result.Device));
            if (result.Error is not null)
            {
                Pump.Post(() => WriteError(ErrorRecords.From(new DeviceFailedException(result), result)));
            }
        }

        if (summary.Devices > 1)
        {
            Pump.Post(() => Show(summary));
        }
    }

    // On the screen as Write-Host has it, and whole for who redirects the information stream.
    private void Show(ProvisionSummary summary) =>
        WriteInformation(new HostInformationMessage { Message = $"{summary}{(Options.DryRun ? " This was a dry run." : "")}" }, ["PSHOST", "ProvisionSummary"]);

    private ProvisionPlan LoadPlan(string path)
    {
        try
        {
            var plan = ProvisionPlan.Load(path);

            // Before anybody is asked about a device. The engine looks again, at each.
            plan.CheckTime(DateTimeOffset.UtcNow);
            if (plan.Changes.Count == 0)
            {
                WriteWarning($"The plan '{path}' has no changes: there is nothing to do.");
            }

            return !Replace || plan.Operation == LoadOperation.Replace ? plan
                : throw new PlanException(ErrorCode.PlanMoved, $"The plan '{path}' merges; leave -Replace out, or make a plan with it.");
        }
        catch (PlanException exception)
        {
            throw Fatal(exception, path);
        }
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } count ? TimeSpan.FromSeconds(count) : null;

    private bool Asked(Device device)
    {
        var action = Replaces ? "replace the config and commit" : "merge the config and commit";
        var description = $"Performing the operation \"{action}\" on target \"{device.Name}\".";
        var agreed = ShouldProcess(description, $"{description}\nContinue?", "Confirm", out var reason);
        var isWhatIf = reason.HasFlag(ShouldProcessReason.WhatIf);
        _whatIf |= isWhatIf;
        return agreed || isWhatIf;
    }

    private ProvisionResult Declined(Device device) => new()
    {
        Device = device.Name,
        RunId = "",
        Outcome = ProvisionOutcome.Skipped,
        DeviceState = DeviceState.Untouched,
        Stage = ProvisionStage.Validate,
        DryRun = false,
        Operation = Options.Operation,
        Trigger = Options.Trigger,
        Error = new(ErrorCode.Cancelled, $"'{device.Name}' was declined at the prompt; nothing was done."),
        StartedAt = DateTimeOffset.UtcNow,
        Duration = TimeSpan.Zero,
    };
}
