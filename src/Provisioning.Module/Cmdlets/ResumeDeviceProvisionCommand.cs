using System.Management.Automation;

namespace Provisioning.Module.Cmdlets;

/// <summary>
/// Brings interrupted runs to an end: what a run had verified is confirmed and saved, anything else is rolled back, unless the
/// device has gone back by itself.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "DeviceProvision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProvisionResult))]
public sealed class ResumeDeviceProvisionCommand : PastRunCommand
{
    private protected override string Activity => "Resuming runs";

    private protected override bool Admit(PastRun run) => ShouldProcess(run.Device.Name, $"resume run {run.Record.RunId}, which was interrupted at {run.Record.Reached}");

    private protected override Task<ProvisionResult> WorkAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken) =>
        history.ResumeAsync(run.Device, run.Record.RunId, new("cmdlet", Environment.UserName), cancellationToken: cancellationToken);
}
