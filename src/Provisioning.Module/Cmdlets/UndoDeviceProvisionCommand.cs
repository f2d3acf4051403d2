using System.Management.Automation;

namespace Provisioning.Module.Cmdlets;

/// <summary>Puts back the running config from before a run; a dry run, which shows the diff, unless -Commit is given.</summary>
[Cmdlet(VerbsCommon.Undo, "DeviceProvision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProvisionResult))]
public sealed class UndoDeviceProvisionCommand : PastRunCommand
{
    private bool _whatIf;

    /// <summary>Commits, after asking for each device. Without it nothing on a device is changed.</summary>
    [Parameter]
    public SwitchParameter Commit { get; set; }

    /// <summary>As for Invoke-DeviceProvision. Default 300; 0 commits for good at once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int ConfirmTimeoutSec { get; set; } = 300;

    private protected override string Activity => Commit ? "Undoing runs" : "Undoing runs (dry run)";

    private protected override bool Admit(PastRun run)
    {
        if (!Commit)
        {
            return true;
        }

        var description = $"Performing the operation \"put back the config from before run {run.Record.RunId} and commit\" on target \"{run.Device.Name}\".";
        var agreed = ShouldProcess(description, $"{description}\nContinue?", "Confirm", out var reason);
        _whatIf |= reason.HasFlag(ShouldProcessReason.WhatIf);
        return agreed || _whatIf;
    }

    private protected override Task<ProvisionResult> WorkAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken) =>
        history.UndoAsync(run.Device, run.Record.RunId, Options(), cancellationToken);

    private ProvisionOptions Options() => new()
    {
        DryRun = !Commit || _whatIf,
        ConfirmTimeout = ConfirmTimeoutSec == 0 ? null : TimeSpan.FromSeconds(ConfirmTimeoutSec),
        CommitMessage = "undo",
        Trigger = new("cmdlet", Environment.UserName),
    };
}
