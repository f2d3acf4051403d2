using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Runs;

/// <summary>Many devices at once: one never stops or hides another.</summary>
internal static class FleetRun
{
    public static IAsyncEnumerable<ProvisionResult> RunAsync(
        IProvisioner provisioner,
        IAsyncEnumerable<Device> devices,
        ProvisionOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrency, 1);
        return StreamAsync(provisioner, devices, options, cancellationToken);
    }

    private static async IAsyncEnumerable<ProvisionResult> StreamAsync(
        IProvisioner provisioner,
        IAsyncEnumerable<Device> devices,
        ProvisionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // After a cancellation the rest of the inventory is still read, as skipped devices; when nobody reads the results, it is not.
        using var abandoned = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abandoned.Token);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = abandoned.Token };
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var results = Channel.CreateBounded<ProvisionResult>(options.MaxConcurrency);
        var work = ProduceAsync(devices, parallel, RunAsync, results.Writer);
        Task<ProvisionResult> RunAsync(Device device) => Refuse(device, seen, options, stop.Token) is { } refusal
            ? Task.FromResult(refusal)
            : RunOneAsync(provisioner, device, options, stop.Token);

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
            await abandoned.CancelAsync().ConfigureAwait(false);
            while (results.Reader.TryRead(out _) || !work.IsCompleted)
            {
                // A consumer that stopped early must not leave producers waiting for room.
                await Task.WhenAny(work, results.Reader.WaitToReadAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
            }
        }
    }

    private static async Task ProduceAsync(
        IAsyncEnumerable<Device> devices, ParallelOptions parallel, Func<Device, Task<ProvisionResult>> run, ChannelWriter<ProvisionResult> results)
    {
        Exception? fault = null;
        try
        {
            await Parallel.ForEachAsync(devices, parallel, async (device, _) =>
                await results.WriteAsync(await run(device).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Only the enumeration of the devices throws; the caller gets that after the results so far.
            fault = exception;
        }

        results.Complete(fault);
    }

    /// <summary>A run that throws, e.g. because the host's log does, is this device's failure and nobody else's.</summary>
    private static async Task<ProvisionResult> RunOneAsync(
        IProvisioner provisioner, Device device, ProvisionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await provisioner.ProvisionAsync(device, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var error = new ProvisionError(ErrorCode.Internal, $"The run on '{device.Name}' ended with a defect: {exception.GetType().Name}.");
            return NotRun(device, options, error) with { Outcome = ProvisionOutcome.Failed, DeviceState = DeviceState.Unknown };
        }
    }

    private static ProvisionResult? Refuse(
        Device device, HashSet<string> seen, ProvisionOptions options, CancellationToken cancellationToken)
    {
        bool isNew;
        lock (seen)
        {
            isNew = seen.Add(device.Name);
        }

        return !isNew ? NotRun(device, options, new(ErrorCode.DeviceDuplicate, $"'{device.Name}' came twice in this run; the first one counts."))
            : cancellationToken.IsCancellationRequested ? NotRun(device, options, new(ErrorCode.Cancelled, "The run was cancelled before this device was begun."))
            : null;
    }

    private static ProvisionResult NotRun(Device device, ProvisionOptions options, ProvisionError reason) => new()
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
