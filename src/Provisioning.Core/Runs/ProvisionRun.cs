using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Journals;

namespace Provisioning.Runs;

/// <summary>What is known of one run while it goes on, and the result made of it.</summary>
internal sealed class ProvisionRun : IAsyncDisposable
{
    private readonly Dictionary<ProvisionStage, TimeSpan> _timings = [];
    private readonly long _started;
    private readonly IDisposable? _scope;
    private readonly Activity? _activity;
    private readonly TimeProvider _timeProvider;
    private IPlatform? _platform;
    private IJournalRun? _journal;
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

    /// <summary>Its own, or that of the interrupted run that is resumed.</summary>
    public string RunId { get; init; } = DeviceContextFactory.NewRunId();

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

    public string? IntendedHash { get; private set; }

    /// <summary>Of the running config that was read last.</summary>
    public string? RunningHash { get; set; }

    public ConfigDiff? Diff { get; set; }

    public ConfigDiff? AppliedDiff { get; set; }

    public CommitProtection? Protection { get; set; }

    public Secret? Backup { get; set; }

    /// <summary>Writes the run's first entry and takes the device; nothing happens where the host keeps no journal.</summary>
    public async Task BeginAsync(IProvisionJournal? journal, string? undoes)
    {
        if (journal is not null)
        {
            var start = new RunStart(RunId, Device.Name, Options.Trigger, Options.Operation, Options.Commits, Options.ConfirmTimeout, StartedAt) { Undoes = undoes };
            _journal = await journal.BeginAsync(start, Cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="BeginAsync"/>, for a run that another process began.</summary>
    public async Task ReopenAsync(IProvisionJournal journal, RunRecord record)
    {
        Stage = record.Reached;
        DeviceState = record.StateByStage;
        _journal = await journal.ReopenAsync(RunId, Cancellation).ConfigureAwait(false);
        await _journal.WriteAsync(Entry(Stage) with { ResumedBy = Options.Trigger }, flush: true).ConfigureAwait(false);
    }

    /// <summary>Begins a stage, once the journal has it: what cannot be written down is not done.</summary>
    public async Task EnterAsync(ProvisionStage stage, Secret? backup = null)
    {
        // Not every source heeds its token, and nothing is to be asked for or opened any more.
        if (stage <= ProvisionStage.Open)
        {
            Cancellation.ThrowIfCancellationRequested();
        }

        if (_journal is not null)
        {
            var isIrreversible = stage is ProvisionStage.Commit or ProvisionStage.Confirm or ProvisionStage.Save;
            await _journal.WriteAsync(Entry(stage) with { Backup = backup }, isIrreversible).ConfigureAwait(false);
        }

        Begin(stage);
    }

    /// <summary>Bringing the old config back waits for no journal.</summary>
    public Task NoteRollingBackAsync() => NoteAsync(Entry(Stage) with { RollingBack = true });

    public void Validated(IPlatform platform)
    {
        _platform = platform;
        _activity?.SetTag("platform", platform.Name);
        Logger.Validated(Device.Name, platform.Name);
    }

    public void Found(IntendedConfig intended)
    {
        IntendedHash = ConfigHash.Of(intended.Text);
        Logger.IntendedConfigFound(Device.Name, Clean(intended.Origin), intended.Text.AsSpan().Count('\n'));
    }

    /// <summary>Does the run's work, ends it, and lets it go.</summary>
    /// <param name="work">From the first journal entry on; an exception of it is how the run ended.</param>
    public async Task<ProvisionResult> CompleteAsync(Func<Task> work)
    {
        await using var closing = this.ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
            return await EndAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await EndAsync(exception).ConfigureAwait(false);
        }
    }

    /// <summary>An exception as the user may see it: masked, and without terminal control characters.</summary>
    public ProvisionError Describe(Exception exception) => exception switch
    {
        ProvisioningException known when OwnWords.Has(known) => new(known.Code, TerminalText.Escape(Secrets.MaskProse(known.Message))),
        ProvisioningException known => new(known.Code, Clean(known.Message)),
        OperationCanceledException when Stage < ProvisionStage.Commit && Cancellation.IsCancellationRequested =>
            Options.OutOfTime?.Invoke() is { } limit
                ? new(ErrorCode.DeadlineExceeded, $"'{Device.Name}' did not come to its end in the time that the run had for {limit}; it stopped at {Stage}.")
                : new(ErrorCode.Cancelled, $"The run on '{Device.Name}' was cancelled during {Stage}."),
        OperationCanceledException when Stage >= ProvisionStage.Open =>
            new(ErrorCode.DeviceTimeout, $"'{Device.Name}' did not finish {Stage} in time."),
        _ => new(ErrorCode.Internal, Clean($"A defect during {Stage} on '{Device.Name}': {exception.GetType().Name}: {exception.Message}")),
    };

    public async ValueTask DisposeAsync()
    {
        _scope?.Dispose();
        _activity?.Dispose();
        if (_journal is not null)
        {
            await _journal.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ProvisionResult> EndAsync()
    {
        Begin(ProvisionStage.Done);
        var outcome = Diff is { IsEmpty: true } ? ProvisionOutcome.Unchanged
            : Options.Commits ? ProvisionOutcome.Changed
            : ProvisionOutcome.WouldChange;
        var result = Result(outcome, error: null);
        Logger.RunEnds(Device.Name, outcome, result.Duration.TotalSeconds);
        return await RecordAsync(result).ConfigureAwait(false);
    }

    private async Task<ProvisionResult> EndAsync(Exception exception)
    {
        StopClock();
        var error = Describe(exception);
        var outcome = DeviceState == DeviceState.RolledBack ? ProvisionOutcome.RolledBack
            : error.Code == ErrorCode.FleetStopped || (error.Code == ErrorCode.Cancelled && Stage < ProvisionStage.Open) ? ProvisionOutcome.Skipped
            : ProvisionOutcome.Failed;
        Logger.RunFails(Device.Name, outcome, Stage, DeviceState, error.Code, error.Message);
        _activity?.SetStatus(ActivityStatusCode.Error, error.Code.ToString());
        return await RecordAsync(Result(outcome, error)).ConfigureAwait(false);
    }

    private string Clean(string message) => TerminalText.Escape(Secrets.Mask(message));

    private void Begin(ProvisionStage stage)
    {
        StopClock();
        Stage = stage;
        _activity?.AddEvent(new ActivityEvent(stage.ToString()));
        Logger.StageBegins(Device.Name, stage);
    }

    private void StopClock()
    {
        var now = _timeProvider.GetTimestamp();
        _timings[Stage] = _timings.GetValueOrDefault(Stage) + _timeProvider.GetElapsedTime(_stageStarted, now);
        _stageStarted = now;
    }

    private JournalEntry Entry(ProvisionStage stage) => new(_timeProvider.GetUtcNow(), stage, DeviceState)
    {
        IntendedHash = IntendedHash,
        RunningHash = RunningHash,
        DiffHash = Diff is null ? null : ConfigHash.Of(Diff.Text),
    };

    // What is true of the device is true without the journal too.
    private async Task NoteAsync(JournalEntry entry)
    {
        try
        {
            await (_journal?.WriteAsync(entry, flush: true) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (JournalException exception)
        {
            Logger.NotJournaled(Device.Name, RunId, Describe(exception).Message);
        }
    }

    private async Task<ProvisionResult> RecordAsync(ProvisionResult result)
    {
        await NoteAsync(Entry(result.Stage) with { Outcome = result.Outcome, Error = result.Error }).ConfigureAwait(false);
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
        IntendedHash = IntendedHash,
        RunningHash = RunningHash,
        Protection = Protection,
        Backup = Backup,
        Error = error,
        StartedAt = StartedAt,
        Timings = [.. _timings.Select(timing => new StageTiming(timing.Key, timing.Value))],
        Tries = 1,
        Duration = _timeProvider.GetElapsedTime(_started),
    };
}
