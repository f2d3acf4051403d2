using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;

namespace Provisioning.Core.Tests;

public sealed class TelemetryTests
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task A_run_is_one_activity_that_says_how_it_ended()
    {
        using var activities = new ActivityRecorder();

        var result = await _bench.CommitAsync();

        var activity = Assert.Single(activities.Of(result.RunId));
        Assert.Equal("provision", activity.OperationName);
        Assert.Equal(
            [("device", "r1"), ("device_state", "Committed"), ("outcome", "Changed"), ("platform", "fake_os"), ("run_id", result.RunId)],
            activity.TagObjects.Select(tag => (tag.Key, $"{tag.Value}")).Order());
        Assert.Equal(Enum.GetNames<ProvisionStage>(), activity.Events.Select(e => e.Name));
    }

    [Fact]
    public async Task A_failed_runs_activity_carries_the_error_code()
    {
        _bench.Device.Fail(Verb.Load, new LoadException(ErrorCode.LoadRejected, "no"));
        using var activities = new ActivityRecorder();

        var result = await _bench.CommitAsync();

        var activity = Assert.Single(activities.Of(result.RunId));
        Assert.Equal((ActivityStatusCode.Error, "PRV5001 LoadRejected"), (activity.Status, activity.StatusDescription));
    }

    [Fact]
    public async Task A_run_is_counted_once_by_outcome_platform_and_dry_run()
    {
        _bench.Platform.Name = "counted_os";
        _bench.Target = _bench.Target with { Platform = "counted_os" };
        _bench.Device.VerbTime = TimeSpan.FromSeconds(1);
        using var listener = Listen("counted_os", out var seen);

        await _bench.RunAsync();

        Assert.Equal(
            [("provisioning.duration", 5.0, "dry_run=True outcome=WouldChange platform=counted_os"), ("provisioning.runs", 1.0, "dry_run=True outcome=WouldChange platform=counted_os")],
            seen.Order());
    }

    private static MeterListener Listen(string platform, out ConcurrentQueue<(string Name, double Value, string Tags)> seen)
    {
        var measured = seen = [];
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
            if (text.Contains(platform, StringComparison.Ordinal))
            {
                measured.Enqueue((instrument.Name, value, text));
            }
        }
    }
}
