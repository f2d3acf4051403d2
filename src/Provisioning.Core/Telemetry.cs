using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Provisioning;

/// <summary>Where a host observes runs: one activity a run, and counters.</summary>
public static class Telemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "Provisioning";

    internal static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("provisioning.runs", "{run}", "Runs that ended, by outcome and platform.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("provisioning.duration", "s", "How long runs took.");

    internal static void Record(ProvisionResult result, string? platform)
    {
        var tags = new TagList { { "outcome", result.Outcome.ToString() }, { "platform", platform }, { "dry_run", result.DryRun } };
        Runs.Add(1, tags);
        Duration.Record(result.Duration.TotalSeconds, tags);
    }
}
