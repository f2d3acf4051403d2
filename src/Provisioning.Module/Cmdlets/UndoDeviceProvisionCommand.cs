using System.Management.Automation;
using Provisioning.Diffs;
using Provisioning.Errors;
using Provisioning.Plans;

namespace Provisioning.Module.Cmdlets;

/// <summary>Puts back the running config from before a run; a dry run, which shows the diff, unless -Commit is given.</summary>
[Cmdlet(VerbsCommon.Undo, "DeviceProvision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProvisionResult))]
public sealed class UndoDeviceProvisionCommand : PastRunCommand
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Commits, after showing the diff and asking for each device. Without it nothing on a device is changed.</summary>
    [Parameter]
    public SwitchParameter Commit { get; set; }

    /// <summary>As for Invoke-DeviceProvision. Default 300; 0 commits for good at once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int ConfirmTimeoutSec { get; set; } = 300;

    private protected override string Activity => Commit ? "Undoing runs" : "Undoing runs (dry run)";

    private ProvisionOptions Options => new()
    {
        ConfirmTimeout = ConfirmTimeoutSec == 0 ? null : TimeSpan.FromSeconds(ConfirmTimeoutSec),
        CommitMessage = "undo",
        Trigger = new("cmdlet", Environment.UserName),
    };

    /// <summary>Nobody agrees to a diff unseen, and what is committed is what was seen.</summary>
    private protected override async Task<ProvisionResult> WorkAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken)
    {
        await WarnOfLaterRunsAsync(history, run, cancellationToken).ConfigureAwait(false);
        var shown = await history.UndoAsync(run.Device, run.Record.RunId, Options with { ForPlan = true }, cancellationToken).ConfigureAwait(false);
        if (!Commit || shown.Outcome != ProvisionOutcome.WouldChange || !await AskAsync(() => Agrees(run, shown.Diff!)).ConfigureAwait(false))
        {
            return shown;
        }

        var plan = ProvisionPlan.From([shown], Lifetime, Options.Trigger);
        return await history.UndoAsync(run.Device, run.Record.RunId, Options with { DryRun = false, Plan = plan }, cancellationToken).ConfigureAwait(false);
    }

    private bool Agrees(PastRun run, ConfigDiff diff)
    {
        var description = $"Performing the operation \"put back the config from before run {run.Record.RunId} and commit\" on target \"{run.Device.Name}\".";
        return ShouldProcess(description, $"{diff.Text}\n{description}\nContinue?", "Confirm");
    }

    private async Task WarnOfLaterRunsAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken)
    {
        var runs = await history.ReadAsync(new() { Device = run.Device.Name }, cancellationToken).ConfigureAwait(false);
        var later = runs.TakeWhile(other => other.RunId != run.Record.RunId).Where(other => other.DeviceState == DeviceState.Committed).Select(other => other.RunId).ToList();
        if (run.Record.Start.Undoes is { } undone)
        {
            Pump.Post(() => WriteWarning($"Run {run.Record.RunId} on '{run.Device.Name}' undid run {undone}: undoing it brings that change back."));
        }

        if (later.Count > 0)
        {
            Pump.Post(() => WriteWarning($"'{run.Device.Name}' was changed since run {run.Record.RunId} by {string.Join(", ", later)}: undoing it takes those changes back too."));
        }
    }
}
