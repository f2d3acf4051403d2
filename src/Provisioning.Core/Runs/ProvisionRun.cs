using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;

namespace Provisioning.Runs;

/// <summary>What is known of one run while it goes on, and the result made of it.</summary>
internal sealed class ProvisionRun : IDisposable
{
    private readonly Dictionary<ProvisionStage, TimeSpan> _timings = [];
    private readonly long _started;
    private readonly IDisposable? _scope;
    private readonly Activity? _activity;
    private readonly TimeProvider _timeProvider;
    private IPlatform? _platform;
    private long _stageStarted;

    public ProvisionRun(Device device, ProvisionOptions options, ILogger logger, ProvisioningSettings settings, TimeProvider timeProvider)
    {
        Device = device;
        Options = options;
        Settings = settings;
        Logger = options.Logger ?? logger;
        _timeProvider = timeProvider;
        StartedAt = timeProvider.GetUtcNow();
        _started = _stageStarted = timeProvider.GetTimestamp();
        _scope = Logger.BeginScope(new Dictionary<string, object> { ["Device"] = device.Name, ["RunId"] = RunId });
        _activity = Telemetry.Activities.StartActivity("provision");
        _activity?.SetTag("device", device.Name).SetTag("run_id", RunId);
        Logger.RunBegins(device.Name, RunId, options.Trigger.Kind, options.Operation, options.DryRun, options.Commits);
    }

    public string RunId { get; } = DeviceContextFactory.NewRunId();

    public Device Device { get; }

    public ProvisionOptions Options { get; }

    public ProvisioningSettings Settings { get; }

    public ILogger Logger { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>The caller's; other tokens in a run are its own deadlines.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Keeps the host's new connections apart.</summary>
    public required ConnectionPace Pace { get; init; }

    public required IEnumerable<IDeviceHealthCheck> HealthChecks { get; init; }

    public ProvisionStage Stage { get; private set; }

    public DeviceState DeviceState { get; set; } = DeviceState.Untouched;

    public SecretMasker Secrets { get; set; } = SecretMasker.None;

    public ConfigDiff? Diff { get; set; }

    public ConfigDiff? AppliedDiff { get; set; }

    public CommitProtection? Protection { get; set; }

    public Secret? Backup { get; set; }

    public void Enter(ProvisionStage stage)
    {
        // Not every source heeds its token, and nothing is to be asked for or opened any more.
        if (stage <= ProvisionStage.Open)
        {
            Cancellation.ThrowIfCancellationRequested();
        }

        StopClock();
        Stage = stage;
        _activity?.AddEvent(new ActivityEvent(stage.ToString()));
        Logger.StageBegins(Device.Name, stage);
    }

    public void Validated(IPlatform platform)
    {
        _platform = platform;
        _activity?.SetTag("platform", platform.Name);
        Logger.Validated(Device.Name, platform.Name);
    }

    public void Found(IntendedConfig intended) =>
        Logger.IntendedConfigFound(Device.Name, Clean(intended.Origin), intended.Text.AsSpan().Count('\n'));

    public ProvisionResult End()
    {
        Enter(ProvisionStage.Done);
        var outcome = Diff!.IsEmpty ? ProvisionOutcome.Unchanged
            : Options.Commits ? ProvisionOutcome.Changed
            : ProvisionOutcome.WouldChange;
        var result = Result(outcome, error: null);
        Logger.RunEnds(Device.Name, outcome, result.Duration.TotalSeconds);
        return Record(result);
    }

    public ProvisionResult End(Exception exception)
    {
        StopClock();
        var error = Describe(exception);
        var outcome = DeviceState == DeviceState.RolledBack ? ProvisionOutcome.RolledBack
            : error.Code == ErrorCode.Cancelled && Stage < ProvisionStage.Open ? ProvisionOutcome.Skipped
            : ProvisionOutcome.Failed;
        Logger.RunFails(Device.Name, outcome, Stage, DeviceState, error.Code, error.Message);
        _activity?.SetStatus(ActivityStatusCode.Error, error.Code.ToString());
        return Record(Result(outcome, error));
    }

    /// <summary>An exception as the user may see it: masked, and without terminal control characters.</summary>
    public ProvisionError Describe(Exception exception) => exception switch
    {
        ProvisioningException known => new(known.Code, Clean(known.Message)),
        OperationCanceledException when Stage < ProvisionStage.Commit && Cancellation.IsCancellationRequested =>
            new(ErrorCode.Cancelled, $"The run on '{Device.Name}' was cancelled during {Stage}."),
        OperationCanceledException when Stage >= ProvisionStage.Open =>
            new(ErrorCode.DeviceTimeout, $"'{Device.Name}' did not finish {Stage} in time."),
        _ => new(ErrorCode.Internal, Clean($"A defect during {Stage} on '{Device.Name}': {exception.GetType().Name}: {exception.Message}")),
    };

    public void Dispose()
    {
        _scope?.Dispose();
        _activity?.Dispose();
    }

    private string Clean(string message) => TerminalText.Escape(Secrets.Mask(message));

    private void StopClock()
    {
        var now = _timeProvider.GetTimestamp();
        _timings[Stage] = _timings.GetValueOrDefault(Stage) + _timeProvider.GetElapsedTime(_stageStarted, now);
        _stageStarted = now;
    }

    private ProvisionResult Record(ProvisionResult result)
    {
        _activity?.SetTag("outcome", result.Outcome.ToString()).SetTag("device_state", result.DeviceState.ToString());
        Telemetry.Record(result, _platform?.Name);
        return result;
    }

    private ProvisionResult Result(ProvisionOutcome outcome, ProvisionError? error) => new()
    {
        Device = Device.Name,
        RunId = RunId,
        Outcome = outcome,
        DeviceState = DeviceState,
        Stage = Stage,
        DryRun = Options.DryRun,
        Operation = Options.Operation,
        Trigger = Options.Trigger,
        Diff = Diff,
        AppliedDiff = AppliedDiff,
        Protection = Protection,
        Backup = Backup,
        Error = error,
        StartedAt = StartedAt,
        Timings = _timings,
        Tries = 1,
        Duration = _timeProvider.GetElapsedTime(_started),
    };
}
