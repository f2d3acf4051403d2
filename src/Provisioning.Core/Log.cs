using Microsoft.Extensions.Logging;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning;

/// <summary>What the engine says of a run, in order.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "{Device}: run {RunId} begins ({Trigger}, {Operation}, dry run: {DryRun}, commit: {Commit})")]
    public static partial void RunBegins(this ILogger logger, string device, string runId, string trigger, LoadOperation operation, bool dryRun, bool commit);

    [LoggerMessage(1001, LogLevel.Debug, "{Device}: {Stage}")]
    public static partial void StageBegins(this ILogger logger, string device, ProvisionStage stage);

    [LoggerMessage(1002, LogLevel.Information, "{Device}: validated, platform {Platform}")]
    public static partial void Validated(this ILogger logger, string device, string platform);

    [LoggerMessage(1003, LogLevel.Information, "{Device}: intended config from {Origin}, {Lines} lines")]
    public static partial void IntendedConfigFound(this ILogger logger, string device, string origin, int lines);

    [LoggerMessage(1004, LogLevel.Information, "{Device}: loaded; diff +{Added} -{Removed}")]
    public static partial void Loaded(this ILogger logger, string device, int added, int removed);

    [LoggerMessage(1005, LogLevel.Information, "{Device}: committed, confirm within {ConfirmTimeout}")]
    public static partial void Committed(this ILogger logger, string device, TimeSpan? confirmTimeout);

    [LoggerMessage(1006, LogLevel.Information, "{Device}: verified on a new connection: nothing remains to be changed")]
    public static partial void Verified(this ILogger logger, string device);

    [LoggerMessage(1007, LogLevel.Information, "{Device}: confirmed")]
    public static partial void Confirmed(this ILogger logger, string device);

    [LoggerMessage(1008, LogLevel.Information, "{Device}: saved to startup")]
    public static partial void Saved(this ILogger logger, string device);

    [LoggerMessage(1009, LogLevel.Warning, "{Device}: {Stage} failed, finding out what is true of the device: {Error}")]
    public static partial void Recovering(this ILogger logger, string device, ProvisionStage stage, string error);

    [LoggerMessage(1010, LogLevel.Warning, "{Device}: not reached ({Error}), trying again")]
    public static partial void RecoveryRetry(this ILogger logger, string device, string error);

    [LoggerMessage(1011, LogLevel.Information, "{Device}: {Outcome} in {Seconds:0.0} s")]
    public static partial void RunEnds(this ILogger logger, string device, ProvisionOutcome outcome, double seconds);

    [LoggerMessage(1012, LogLevel.Error, "{Device}: {Outcome} at {Stage}, device state {DeviceState}, {Code}: {Error}")]
    public static partial void RunFails(
        this ILogger logger, string device, ProvisionOutcome outcome, ProvisionStage stage, DeviceState deviceState, ErrorCode code, string error);

    [LoggerMessage(1014, LogLevel.Warning, "{Device}: closing a session failed: {Error}")]
    public static partial void NotClosed(this ILogger logger, string device, string error);

    [LoggerMessage(1013, LogLevel.Warning, "{Device}: files of run {RunId} may be left on the device (their names hold the run's id): {Error}")]
    public static partial void NotCleanedUp(this ILogger logger, string device, string runId, string error);

    [LoggerMessage(1015, LogLevel.Warning, "{Device}: the journal does not have the end of run {RunId}, or that it rolled back: {Error}")]
    public static partial void NotJournaled(this ILogger logger, string device, string runId, string error);
}
