using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Module.Errors;
using Provisioning.Module.Pipelines;

namespace Provisioning.Module.Cmdlets;

/// <summary>What the cmdlets that work on earlier runs have in common: they collect runs, look up their devices, then work on many at once.</summary>
public abstract class PastRunCommand : ConnectingCommand
{
    private readonly List<string> _runs = [];

    /// <summary>The ids of the runs, as Get-DeviceProvision and Invoke-DeviceProvision give them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [AllowEmptyString]
    public string[] RunId { get; set; } = [];

    /// <summary>The inventory with the runs' devices. Default: the environment variable PROVISION_INVENTORY.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InventoryPath { get; set; }

    /// <summary>The folder of the journal. Default: the environment variable PROVISION_STATE, else a folder of the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    private protected abstract string Activity { get; }

    private protected override string? StateFolder => FindStateFolder(StatePath);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _runs.AddRange(RunId.Where(IsRun).Select(id => id.ToLowerInvariant()));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var progress = new Progress(this, Activity, _runs.Count);
        using var services = ModuleServices.Build(Settings(progress));
        var history = services.GetRequiredService<IProvisionHistory>();
        var inventory = OpenInventory(InventoryPath);
        var devices = Read(inventory.GetDevicesAsync(Pump.Stopping), inventory).ToLookup(device => device.Name, StringComparer.OrdinalIgnoreCase);
        var wanted = _runs.Distinct().ToList();
        var found = wanted.Select(runId => Find(history, runId, devices)).OfType<PastRun>().Where(Admit).ToList();
        Pump.Run(token => RunAllAsync(history, found, progress, token));
        progress.End();
    }

    // A result of a device that was skipped has no run.
    private bool IsRun(string runId)
    {
        if (runId.Length == 0)
        {
            WriteVerbose("A result without a run was left out: nothing was done on its device.");
        }

        return runId.Length > 0;
    }

    /// <summary>The place to ask the user.</summary>
    private protected virtual bool Admit(PastRun run) => true;

    /// <summary>Asks the user from the work in the background; cancelled when the pipeline stops.</summary>
    private protected Task<bool> AskAsync(Func<bool> ask)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Pump.Post(() => answer.SetResult(ask()), lost: () => answer.TrySetCanceled());
        return answer.Task;
    }

    private protected abstract Task<ProvisionResult> WorkAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken);

    private PastRun? Find(IProvisionHistory history, string runId, ILookup<string, Device> devices)
    {
        var records = Wait(history.ReadAsync(new() { RunId = runId }, Pump.Stopping));
        var record = records.Count == 0 ? null : records[0];
        if (record is not null && devices[record.Device].FirstOrDefault() is { } device)
        {
            return new(record, device);
        }

        WriteError(ErrorRecords.From(
            record is null
                ? new JournalException(ErrorCode.RunNotFound, $"The journal has no run '{runId}'. Get-DeviceProvision lists the runs that it has.")
                : new InventoryException(ErrorCode.DeviceNotFound, $"Run {runId} was on '{record.Device}', which is not in the inventory."),
            runId));
        return null;
    }

    private Task RunAllAsync(IProvisionHistory history, List<PastRun> runs, Progress progress, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = cancellationToken };

        // The runs of one device one by one, the latest first: the other way round the second would bring back what the first took.
        return Parallel.ForEachAsync(runs.GroupBy(run => run.Device), parallel, async (ofDevice, token) =>
        {
            foreach (var run in ofDevice.OrderByDescending(run => run.Record.StartedAt))
            {
                await RunOneAsync(history, run, token).ConfigureAwait(false);
                Pump.Post(() => progress.Finish(run.Device.Name));
            }
        });
    }

    private async Task RunOneAsync(IProvisionHistory history, PastRun run, CancellationToken cancellationToken)
    {
        try
        {
            var result = await WorkAsync(history, run, cancellationToken).ConfigureAwait(false);
            Pump.Post(() => WriteObject(result), lost: () => Tell(result));
            if (result.Error is not null && result.Error.Code != ErrorCode.RunInterrupted)
            {
                Pump.Post(() => WriteError(ErrorRecords.From(new DeviceFailedException(result), result)));
            }
        }
        catch (ProvisioningException exception)
        {
            Pump.Post(() => WriteError(ErrorRecords.From(exception, run.Record)));
        }
    }
}
