using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;

namespace Provisioning.Bench.Wire;

/// <summary>
/// Round trips, wall time and CPU time of runs over a slow network: a relay with a delay before a real sshd before the Lab.
/// Round trips are those of <see cref="TestKit.Daemons.RoundTripCounter"/> and the one of TCP's opening. The wall ratio is the
/// wall time by the time that a run's round trips take at 100 ms each and the bytes themselves, which are what the same run
/// takes without any delay.
/// </summary>
/// <param name="names">What to measure, as <see cref="WireTexts.Name"/> has it; all, and the clients' CPU time, when there are none.</param>
[SupportedOSPlatform("linux")]
internal sealed class WireBench(IReadOnlyList<string> names) : IBench
{
    public static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);

    public string Name => "wire";

    public async Task RunAsync(TextWriter output)
    {
        output.WriteLine("whole run, committed and saved   wall s at 100 ms    at 0 ms   round trips by connection   wall ratio");
        var (trips, wall) = (0, 0.0);
        foreach (var texts in names.Count > 0 ? names.Select(WireTexts.Of) : WireTexts.All)
        {
            foreach (var lines in new[] { 300, 3000 })
            {
                foreach (var operation in new[] { LoadOperation.Merge, LoadOperation.Replace })
                {
                    var (most, ratio) = await MeasureAsync(output, texts, lines, operation);
                    (trips, wall) = (Math.Max(trips, most), Math.Max(wall, ratio));
                }
            }
        }

        var cpu = names.Count > 0 ? null : await CompareClientsAsync(output);
        output.WriteLine();
        output.WriteLine($"round_trips_max: {trips}");
        output.WriteLine(Line($"wall_ratio_max: {wall:0.00}"));
        output.Write(cpu);
    }

    private static async Task<string> CompareClientsAsync(TextWriter output)
    {
        output.WriteLine();
        return Line($"cpu_ratio_paramiko: {await new CpuBench().CompareAsync(output):0.00}\n");
    }

    public static async Task<double> SecondsAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The most round trips of a connection, and the wall ratio.</summary>
    private static async Task<(int Trips, double Ratio)> MeasureAsync(TextWriter output, WireTexts texts, int lines, LoadOperation operation)
    {
        var (near, _) = await ProvisionAsync(texts, lines, operation, TimeSpan.Zero);
        var (far, trips) = await ProvisionAsync(texts, lines, operation, RoundTrip);
        var ratio = far / ((trips.Sum() * RoundTrip.TotalSeconds) + near);
        output.WriteLine(Line($"{$"{texts.Name} {operation} {lines}",-32} {far,16:0.00} {near,10:0.00}   {string.Join(" + ", trips),-25} {ratio,12:0.00}"));
        return (trips.Max(), ratio);
    }

    private static async Task<(double Seconds, IReadOnlyList<int> Trips)> ProvisionAsync(WireTexts texts, int lines, LoadOperation operation, TimeSpan roundTrip)
    {
        await using var bed = await WireBed.StartAsync(texts, lines, roundTrip);
        await using var services = bed.Services(operation == LoadOperation.Merge ? texts.Merge(lines, "second") : texts.Running(lines, "second"));
        var provisioner = services.GetRequiredService<IProvisioner>();
        ProvisionResult? result = null;
        var seconds = await SecondsAsync(async () => result = await provisioner.ProvisionAsync(bed.Device, new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace }));
        return result!.Outcome == ProvisionOutcome.Changed
            ? (seconds, bed.Relay.RoundTrips)
            : throw new InvalidOperationException($"{texts.Name} {operation} {lines}: {result.Outcome}, {result.Error?.Message}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
