using Microsoft.Extensions.Logging;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Changes;

/// <summary>The automatic trigger: detects, filters, checks, and calls the engine that every other trigger calls.</summary>
/// <param name="provisioner">The engine.</param>
/// <param name="filter">Which changes matter.</param>
/// <param name="readiness">Whether the device is ready.</param>
/// <param name="options">The policy.</param>
/// <param name="logger">The log, which the engine is given too.</param>
/// <param name="reader">Reads the device anew before acting; null acts on the device as the event carries it.</param>
/// <exception cref="ArgumentException">An option cannot be meant; the message names it.</exception>
public sealed class DeviceChangeHook(
    IProvisioner provisioner, IDeviceChangeFilter filter, DeviceReadiness readiness, DeviceChangeHookOptions options,
    ILogger<DeviceChangeHook> logger, IDeviceReader? reader = null)
{
    private readonly DeviceChangeHookOptions _options = Snapshot(options);

    /// <summary>Handles a change. That a device fails is in the outcome's result, not an exception.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the handling; within the engine, as the engine's runs are stopped.</param>
    /// <returns>What was decided, and the engine's result when it was called.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the engine was called.</exception>
    public async Task<DeviceChangeOutcome> HandleAsync(DeviceChange change, CancellationToken cancellationToken = default)
    {
        var trigger = new ProvisionTrigger("hook", change.User, change.RequestId);
        using var scope = logger.BeginHook(change.Device.Name, trigger);
        logger.Triggered(change.Source, change.Device.Name, change.Action, EventText.OneLine(change.User ?? "unknown"));
        try
        {
            return await DecideAsync(change, trigger, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            logger.BrokeOff(exception, change.Device.Name);
            throw;
        }
    }

    private async Task<DeviceChangeOutcome> DecideAsync(
        DeviceChange change, ProvisionTrigger trigger, CancellationToken cancellationToken)
    {
        var decision = filter.Decide(change);
        if ((decision.IsRelevant ? Forbidden(change.Action) : decision.Reason) is { } reason)
        {
            return Ignore(change, reason);
        }

        logger.Relevant(change.Device.Name, decision.Reason);
        var (device, failure) = await ReadAsync(change, cancellationToken).ConfigureAwait(false);
        if (device is null)
        {
            return failure is null ? Ignore(change, "the device is gone from its source of truth") : NotReady(change, [failure]);
        }

        if (readiness.Check(device) is { Count: > 0 } errors)
        {
            return NotReady(change, errors);
        }

        logger.Validated(device.Name, device.Platform, device.Address, device.Status);
        var run = RunOptions(trigger, CannotTell(change, decision));
        return await ProvisionAsync(device, run, decision.Reason, cancellationToken).ConfigureAwait(false);
    }

    private ProvisionOptions RunOptions(ProvisionTrigger trigger, bool cannotTell) => new()
    {
        DryRun = _options.DryRun || cannotTell,
        ReplaceConfig = false,
        ConfirmTimeout = _options.ConfirmTimeout,
        Trigger = trigger,
        Logger = logger,
    };

    private async Task<DeviceChangeOutcome> ProvisionAsync(
        Device device, ProvisionOptions run, string reason, CancellationToken cancellationToken)
    {
        var forced = run.DryRun && !_options.DryRun;
        if (forced)
        {
            logger.DryRunForced(device.Name);
        }

        logger.Calling(device.Name, run.DryRun);
        var result = await provisioner.ProvisionAsync(device, run, cancellationToken).ConfigureAwait(false);
        LogResult(result);
        return new() { Verdict = DeviceChangeVerdict.Provisioned, Reason = reason, Result = result, DryRunForced = forced };
    }

    private void LogResult(ProvisionResult result)
    {
        if (result.Succeeded)
        {
            logger.Succeeded(result.Device, result.Outcome, result.RunId);
        }
        else
        {
            logger.Failed(result.Device, result.Outcome, result.Stage, result.RunId, result.Error);
        }
    }

    private string? Forbidden(DeviceChangeAction action) => action switch
    {
        DeviceChangeAction.Created => _options.ProvisionOnCreate ? null : "the policy is not to provision on create",
        DeviceChangeAction.Updated => _options.ProvisionOnUpdate ? null : "the policy is not to provision on update",
        _ => "a deletion is never provisioned",
    };

    private static bool CannotTell(DeviceChange change, DeviceChangeDecision decision) =>
        change.Action is not DeviceChangeAction.Created
        && !(change.BeforeKnown && decision.Changes.Any(field => field.OldKnown));

    private async Task<(Device? Device, ProvisionError? Failure)> ReadAsync(
        DeviceChange change, CancellationToken cancellationToken)
    {
        if (reader is null)
        {
            return (change.Device, null);
        }

        try
        {
            return (await reader.ReadAsync(change, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            var code = (exception as ProvisioningException)?.Code ?? ErrorCode.Internal;
            return (null, new(code, EventText.OneLine($"{change.Device.Name} could not be read anew: {exception.Message}")));
        }
    }

    private DeviceChangeOutcome Ignore(DeviceChange change, string reason)
    {
        logger.Ignored(change.Device.Name, reason);
        return DeviceChangeOutcome.Ignored(reason);
    }

    private DeviceChangeOutcome NotReady(DeviceChange change, IReadOnlyList<ProvisionError> errors)
    {
        var outcome = DeviceChangeOutcome.NotReady(errors);
        logger.NotReady(change.Device.Name, outcome.Reason);
        return outcome;
    }

    // A timeout inside the reader or the engine throws the same type, and is not the caller's cancellation.
    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static DeviceChangeHookOptions Snapshot(DeviceChangeHookOptions options)
    {
        options.Validate();
        return options with { };
    }
}
