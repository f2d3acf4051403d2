using System.Collections.Concurrent;
using Provisioning.TestKit.Fleets;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>Of devices whose results were taken the engine keeps nothing. What that means in bytes <c>bash tests/bench memory</c> measures.</summary>
public sealed class FleetMemoryTests
{
    private const int Devices = 40;
    private const int AtOnce = 4;

    [Fact]
    public async Task Configs_devices_and_results_that_have_passed_through_are_garbage()
    {
        var made = new ConcurrentBag<WeakReference>();
        await using var fleet = new PassingFleet(lines: 2000) { Made = what => made.Add(new(what)) };
        var (changed, alive) = (0, 0);

        await foreach (var result in fleet.ProvisionAsync(Devices, AtOnce, TestContext.Current.CancellationToken))
        {
            changed += result.Outcome == ProvisionOutcome.Changed ? 1 : 0;
            if (changed == Devices)
            {
                GC.Collect();
                alive = made.Count(what => what.IsAlive);
            }
        }

        // A device, its simulation, what is merged into it and its result each; the workers may still be closing.
        Assert.Equal((Devices, 4 * Devices), (changed, made.Count));
        Assert.InRange(alive, 1, 4 * ((2 * AtOnce) + 1));
    }
}
