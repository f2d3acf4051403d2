using Microsoft.Extensions.Logging;

namespace Provisioning.Changes;

/// <summary>The hook's log events, 3000 to 3099. Values of fields are not logged: a field may hold a secret.</summary>
internal static partial class HookLog
{
    private static readonly Func<ILogger, string, string, string?, IDisposable?> Scope =
        LoggerMessage.DefineScope<string, string, string?>("Device: {Device}, trigger: {Trigger}, request: {RequestId}");

    internal static IDisposable? BeginHook(this ILogger logger, string device, ProvisionTrigger trigger) =>
        Scope(logger, device, trigger.Kind, trigger.RequestId);

    [LoggerMessage(3000, LogLevel.Information, "Hook triggered: {Source} reports {Device} as {Action} (by {User})")]
    internal static partial void Triggered(
        this ILogger logger, string source, string device, DeviceChangeAction action, string user);

    [LoggerMessage(3001, LogLevel.Information, "Change of {Device} ignored: {Reason}")]
    internal static partial void Ignored(this ILogger logger, string device, string reason);

    [LoggerMessage(3002, LogLevel.Information, "Change of {Device} matters: {Reason}")]
    internal static partial void Relevant(this ILogger logger, string device, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "{Device} is not ready: {Reasons}")]
    internal static partial void NotReady(this ILogger logger, string device, string reasons);

    [LoggerMessage(3004, LogLevel.Information, "{Device} validated: platform {Platform}, address {Address}, status {Status}")]
    internal static partial void Validated(
        this ILogger logger, string device, string? platform, string? address, string? status);

    [LoggerMessage(3005, LogLevel.Warning, "{Device}: dry run instead of a commit, because it cannot be told what changed")]
    internal static partial void DryRunForced(this ILogger logger, string device);

    [LoggerMessage(3006, LogLevel.Information, "Calling the engine for {Device} (merge, dry run: {DryRun})")]
    internal static partial void Calling(this ILogger logger, string device, bool dryRun);

    [LoggerMessage(3007, LogLevel.Information, "{Device}: {Outcome} (run {RunId})")]
    internal static partial void Succeeded(this ILogger logger, string device, ProvisionOutcome outcome, string runId);

    [LoggerMessage(3008, LogLevel.Error, "{Device}: {Outcome} at {Stage} (run {RunId}): {Error}")]
    internal static partial void Failed(
        this ILogger logger, string device, ProvisionOutcome outcome, ProvisionStage stage, string runId, ProvisionError? error);

    [LoggerMessage(3009, LogLevel.Error, "Handling the change of {Device} broke off")]
    internal static partial void BrokeOff(this ILogger logger, Exception exception, string device);
}
