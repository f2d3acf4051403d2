using System.Collections.Concurrent;
using System.Diagnostics;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Listens as a host would. Other tests run meanwhile, so activities are asked for by their run.</summary>
internal sealed class ActivityRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = [];
    private readonly ActivityListener _listener;

    public ActivityRecorder()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Of(string runId) =>
        [.. _stopped.Where(activity => runId.Equals(activity.GetTagItem("run_id")))];

    public void Dispose() => _listener.Dispose();
}
