using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;

namespace Provisioning.Bench.Wire;

/// <summary>
/// Round trips, wall time and CPU time of runs over a slow network: a relay with a delay before a real sshd before the Lab. In
/// the same run two peers do the same without waiting for any prompt: a bare paramiko script and OpenSSH's client.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class WireBench : IBench
{
    private const double RoundTripSeconds = 0.1;

    private const int Devices = 20;

    public string Name => "wire";

    public async Task RunAsync(TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("CPU_ONLY") is not null) { await CpuBench.RunAsync(output, Devices); return; }
        output.WriteLine("run                              wall s at 100 ms   at 0 ms   round trips by connection   ratio");
        var (trips, wall) = (0, 0.0);
        foreach (var platform in WireTexts.All.Select(texts => texts.Platform))
        {
            foreach (var lines in new[] { 300, 3000 })
            {
                foreach (var operation in new[] { LoadOperation.Merge, LoadOperation.Replace })
                {
                    var (most, ratio) = await MeasureAsync(output, platform, lines, operation);
                    (trips, wall) = (Math.Max(trips, most), Math.Max(wall, ratio));
                }
            }
        }

        var cpu = await CpuBench.RunAsync(output, Devices);
        output.WriteLine($"round_trips_max: {trips}");
        output.WriteLine(Line($"wall_ratio_max: {wall:0.00}"));
        output.WriteLine(Line($"cpu_ratio_paramiko: {cpu:0.00}"));
    }

    /// <summary>The most round trips of a connection, and the wall time by what its round trips and its bytes explain.</summary>
    private static async Task<(int Trips, double Ratio)> MeasureAsync(TextWriter output, string platform, int lines, LoadOperation operation)
    {
        var (near, _) = await ProvisionAsync(platform, lines, operation, TimeSpan.Zero);
        var (far, trips) = await ProvisionAsync(platform, lines, operation, TimeSpan.FromSeconds(RoundTripSeconds));
        var ratio = far / ((trips.Sum() * RoundTripSeconds) + near);
        output.WriteLine(Line($"{platform + " " + operation + " " + lines,-32} {far,16:0.00} {near,9:0.00}   {string.Join(" + ", trips),-25} {ratio,7:0.00}"));
        return (trips.Max(), ratio);
    }

    private static async Task<(double Seconds, IReadOnlyList<int> Trips)> ProvisionAsync(string platform, int lines, LoadOperation operation, TimeSpan roundTrip)
    {
        await using var bed = await WireBed.StartAsync(platform, lines, roundTrip);
        var texts = WireTexts.Of(platform);
        await using var services = bed.Services(operation == LoadOperation.Merge ? texts.Merge(lines, "second") : texts.Running(lines, "second"));
        var provisioner = services.GetRequiredService<IProvisioner>();
        var watch = Stopwatch.StartNew();
        var result = await provisioner.ProvisionAsync(bed.Device, new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace });
        watch.Stop();
        return result.Outcome == ProvisionOutcome.Changed
            ? (watch.Elapsed.TotalSeconds, bed.Relay.RoundTrips)
            : throw new InvalidOperationException($"{platform} {operation} {lines}: {result.Outcome}, {result.Error?.Message}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
