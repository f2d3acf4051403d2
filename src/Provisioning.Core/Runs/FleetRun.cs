using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Runs;

/// <summary>Many devices at once: one never stops or hides another.</summary>
internal static class FleetRun
{
    public static async IAsyncEnumerable<ProvisionResult> RunAsync(
        IProvisioner provisioner,
        IAsyncEnumerable<Device> devices,
        ProvisionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrency, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<ProvisionResult>(options.MaxConcurrency);
        var work = ProduceAsync(provisioner, devices, options, results.Writer, stop.Token);
        try
        {
            // Not cancellable: what was begun ends as a result, and the producer always completes the channel.
            await foreach (var result in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            while (results.Reader.TryRead(out _) || !work.IsCompleted)
            {
                // A consumer that stopped early must not leave producers waiting for room.
                await Task.WhenAny(work, results.Reader.WaitToReadAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
            }
        }
    }

    private static async Task ProduceAsync(
        IProvisioner provisioner,
        IAsyncEnumerable<Device> devices,
        ProvisionOptions options,
        ChannelWriter<ProvisionResult> results,
        CancellationToken cancellationToken)
    {
        Exception? fault = null;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency };
            await Parallel.ForEachAsync(devices, parallel, async (device, _) =>
            {
                var result = Refuse(device, seen, options, cancellationToken)
                    ?? await provisioner.ProvisionAsync(device, options, cancellationToken).ConfigureAwait(false);
                await results.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Only the enumeration of the devices throws; the caller gets that after the results so far.
            fault = exception;
        }

        results.Complete(fault);
    }

    private static ProvisionResult? Refuse(
        Device device, HashSet<string> seen, ProvisionOptions options, CancellationToken cancellationToken)
    {
        bool isNew;
        lock (seen)
        {
            isNew = seen.Add(device.Name);
        }

        return !isNew ? Skipped(device, options, new(ErrorCode.DeviceDuplicate, $"'{device.Name}' came twice in this run; the first one counts."))
            : cancellationToken.IsCancellationRequested ? Skipped(device, options, new(ErrorCode.Cancelled, "The run was cancelled before this device was begun."))
            : null;
    }

    private static ProvisionResult Skipped(Device device, ProvisionOptions options, ProvisionError reason) => new()
    {
        Device = device.Name,
        RunId = "",
        Outcome = ProvisionOutcome.Skipped,
        DeviceState = DeviceState.Untouched,
        Stage = ProvisionStage.Validate,
        DryRun = options.DryRun,
        Operation = options.Operation,
        Trigger = options.Trigger,
        Error = reason,
        StartedAt = default,
        Timings = new Dictionary<ProvisionStage, TimeSpan>(),
        Duration = TimeSpan.Zero,
    };
}
