using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Runs;

/// <summary>Many devices at once: one never stops or hides another, unless the failures reach the limit that was set.</summary>
internal sealed class FleetRun : IDisposable
{
    private readonly IProvisioner _provisioner;
    private readonly ProvisionOptions _options;
    private readonly FleetOptions _fleet;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _stop;
    private readonly FailureLimit _failures;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<ProvisionResult> _results;

    private FleetRun(IProvisioner provisioner, ProvisionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        (_provisioner, _options, _fleet, _time, _cancelled) = (provisioner, options with { OutOfTime = OutOfTime, Stopped = () => _failures!.Reason }, options.Fleet, time, cancellationToken);
        _deadline = new(_fleet.RunDeadline ?? Timeout.InfiniteTimeSpan, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abandoned.Token, _deadline.Token);
        _failures = new(_fleet);
        _results = Channel.CreateBounded<ProvisionResult>(options.MaxConcurrency);
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static IAsyncEnumerable<ProvisionResult> RunAsync(
        IProvisioner provisioner, IAsyncEnumerable<Device> devices, ProvisionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrency, 1);
        options.Fleet.Check();
        return StreamAsync(provisioner, devices, options, time, cancellationToken);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _deadline.Dispose();
        _abandoned.Dispose();
    }

    private static async IAsyncEnumerable<ProvisionResult> StreamAsync(
        IProvisioner provisioner,
        IAsyncEnumerable<Device> devices,
        ProvisionOptions options,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new FleetRun(provisioner, options, time, cancellationToken);
        var work = run.ProduceAsync(devices);
        try
        {
            // Not cancellable: what was begun ends as a result, and the producer always completes the channel.
            await foreach (var result in run._results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await run.AbandonAsync(work).ConfigureAwait(false);
        }
    }

    // A consumer that stopped early must not leave producers waiting for room.
    private async Task AbandonAsync(Task work)
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        while (_results.Reader.TryRead(out _) || !work.IsCompleted)
        {
            await Task.WhenAny(work, _results.Reader.WaitToReadAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
        }
    }

    private async Task ProduceAsync(IAsyncEnumerable<Device> devices)
    {
        Exception? fault = null;
        try
        {
            var source = new DeviceReader(devices, _time, _stop.Token, _abandoned.Token);
            await using var closing = source.ConfigureAwait(false);
            var more = _fleet.Canaries == 0 || await RunBatchAsync(source, _fleet.Canaries).ConfigureAwait(false);
            _failures.JudgeCanaries();
            while (more)
            {
                more = await RunBatchAsync(source, _fleet.BatchSize ?? int.MaxValue).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // Only the enumeration of the devices throws; the caller gets that after the results so far.
            fault = exception is OperationCanceledException && _deadline.IsCancellationRequested && !_cancelled.IsCancellationRequested
                ? new InventoryException(ErrorCode.DeadlineExceeded, $"The time of the run ({_fleet.RunDeadline}) was over, and the inventory did not give its next device: those that it had not given by then are in no result.", exception)
                : exception;
        }

        _results.Writer.Complete(fault);
    }

    /// <summary>Runs the next devices, and returns when all have ended.</summary>
    /// <returns>Whether there may be more.</returns>
    private async Task<bool> RunBatchAsync(DeviceReader source, int size)
    {
        // After a cancellation the rest of the inventory is still read, as skipped devices; when nobody reads the results, it is not.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrency, CancellationToken = _abandoned.Token };
        var taken = 0;
        await Parallel.ForEachAsync(TakeAsync(), parallel, async (next, _) =>
        {
            var (device, isTwin) = next;
            var result = Refuse(device, isTwin) ?? await RunOneAsync(device).ConfigureAwait(false);
            _failures.Count(result);
            await _results.Writer.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return taken == size;

        // A device that came before takes nobody's place.
        async IAsyncEnumerable<(Device Device, bool IsTwin)> TakeAsync()
        {
            while (taken < size && await source.MoveNextAsync().ConfigureAwait(false))
            {
                var isTwin = !_seen.Add(source.Current.Name);
                taken += isTwin ? 0 : 1;
                yield return (source.Current, isTwin);
            }
        }
    }

    private async Task<ProvisionResult> RunOneAsync(Device device)
    {
        using var clock = new DeviceClock(_fleet.DeviceDeadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Over, _stop.Token);
        for (var tries = 1; ; tries++)
        {
            var result = await TryAsync(device, clock, either.Token).ConfigureAwait(false);
            if (tries > _fleet.Retries || !MayBeTriedAgain(result) || !await PauseAsync(either.Token).ConfigureAwait(false) || _failures.Reason is not null)
            {
                return result with { Tries = tries };
            }
        }
    }

    /// <summary>A run that throws, e.g. because the host's log does, is this device's failure and nobody else's.</summary>
    private async Task<ProvisionResult> TryAsync(Device device, DeviceClock clock, CancellationToken cancellationToken)
    {
        try
        {
            return await _provisioner.ProvisionAsync(device, _options with { Clock = clock }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var error = new ProvisionError(ErrorCode.Internal, $"The run on '{device.Name}' ended with a defect: {exception.GetType().Name}.");
            return NotRun(device, error) with { Outcome = ProvisionOutcome.Failed, DeviceState = DeviceState.Unknown };
        }
    }

    // A connection that was lost at the commit may be what the change does, though the device has gone back since.
    private static bool MayBeTriedAgain(ProvisionResult result) =>
        result is { Outcome: ProvisionOutcome.Failed, DeviceState: DeviceState.Untouched, Error: { } error }
        && (error.Code == ErrorCode.DeviceBusy
            || (result.Stage < ProvisionStage.Commit
                && (error.Code == ErrorCode.Unreachable || error.Code == ErrorCode.ConnectionLost || error.Code == ErrorCode.DeviceTimeout)));

    private async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(_fleet.RetryDelay, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // A run cannot know whose token stopped it.
    private string? OutOfTime() => _cancelled.IsCancellationRequested || _abandoned.IsCancellationRequested ? null
        : _deadline.IsCancellationRequested ? $"all devices ({_fleet.RunDeadline})" : $"a device ({_fleet.DeviceDeadline})";

    private ProvisionResult? Refuse(Device device, bool isTwin) =>
        isTwin ? NotRun(device, new(ErrorCode.DeviceDuplicate, $"'{device.Name}' came twice in this run; the first one counts."))
            : _cancelled.IsCancellationRequested || _abandoned.IsCancellationRequested ? NotRun(device, new(ErrorCode.Cancelled, "The run was cancelled before this device was begun."))
            : _deadline.IsCancellationRequested ? NotRun(device, new(ErrorCode.DeadlineExceeded, $"The time of the run ({_fleet.RunDeadline}) was over before this device was begun."))
            : _failures.Reason is { } reason ? NotRun(device, new(ErrorCode.FleetStopped, $"'{device.Name}' was not begun: {reason}."))
            : null;

    private ProvisionResult NotRun(Device device, ProvisionError reason) => new()
    {
        Device = device.Name,
        RunId = "",
        Outcome = ProvisionOutcome.Skipped,
        DeviceState = DeviceState.Untouched,
        Stage = ProvisionStage.Validate,
        DryRun = _options.DryRun,
        Operation = _options.Operation,
        Trigger = _options.Trigger,
        Error = reason,
        StartedAt = default,
        Duration = TimeSpan.Zero,
    };
}
