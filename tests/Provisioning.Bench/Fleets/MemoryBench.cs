using System.Diagnostics;
using System.Globalization;
using Provisioning.TestKit.Fleets;

namespace Provisioning.Bench.Fleets;

/// <summary>
/// The live heap while 10,000 simulated devices with configs of 2,000 lines pass through the engine, each changed, verified, confirmed
/// and saved: after each tenth of them, garbage collected first; at the
/// last one none is under way any more. Devices are there only while they are worked on.
/// </summary>
/// <param name="devices">How many devices.</param>
internal sealed class MemoryBench(int devices) : IBench
{
    private const int AtOnce = 10;

    public string Name => "memory";

    public async Task RunAsync(TextWriter output)
    {
        await using var fleet = new PassingFleet(lines: 2000);
        var watch = Stopwatch.StartNew();
        var heaps = new List<double>();
        var (ended, changed) = (0, 0);
        output.WriteLine("devices that have passed   live heap MB   working set MB   seconds");
        await foreach (var result in fleet.ProvisionAsync(devices, AtOnce, CancellationToken.None))
        {
            changed += result.Outcome == ProvisionOutcome.Changed ? 1 : 0;
            if (++ended % (devices / 10) == 0)
            {
                heaps.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended,25} {heaps[^1],14:0.0} {Environment.WorkingSet / 1e6,16:0.0} {watch.Elapsed.TotalSeconds,9:0}"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"devices_changed: {changed}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live_heap_mb_first_tenth: {heaps[0]:0.0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live_heap_mb_nine_tenths: {heaps[^2]:0.0}"));
    }
}
